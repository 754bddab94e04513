"""The end of a daemon: what was read is answered."""
import os
import signal

import pytest

from conftest import wait_until


def test_sigterm_answers_what_was_read(fake, gate):
    daemon = fake("--workers", "1")
    with daemon.connect() as client, daemon.connect() as idle:
        idle.request("ping")
        for i in range(10):
            client.ask(i, "search", q=f"wait {gate}" if i == 0 else "x",
                       deadline_ms=10000)
        client.ask("sync", "ping")
        assert client.reply()["id"] == "sync"
        daemon.signal()
        assert idle.is_closed()
        assert not os.path.exists(daemon.path)
        with pytest.raises((FileNotFoundError, ConnectionRefusedError)):
            daemon.connect()
        gate.open()
        assert {reply["id"] for reply in client.rest()} == set(range(10))
    assert daemon.wait() == 0


def test_lines_sent_before_the_signal_are_answered(fake):
    daemon = fake("--workers", "1")
    with daemon.connect() as client:
        client.request("ping")
        client.send("".join(client.text(i, "search", q="x")
                            for i in range(200)))
        daemon.signal()
        replies = client.rest()
        assert sorted(reply["id"] for reply in replies) == list(range(200))
    assert daemon.wait() == 0


def test_idle_workers_end_in_order(fake):
    """They see the end of their input and leave, the spare one too; the one
    that hangs does not hold up the end."""
    daemon = fake("--workers", "2", "--limit", "drain_ms=200")
    daemon.warm(2)
    with daemon.connect() as client:
        client.ask(1, "search", q="hang", deadline_ms=10000)
        client.ask(2, "ping")
        assert client.reply()["id"] == 2
        daemon.signal()
        assert daemon.wait() == 0
    assert len(list(fake.folder.glob("ended-*"))) == 2  # an idle one, the spare


def test_signals_do_not_cut_the_end_of_workers_short(fake, tmp_path):
    """The end of one worker comes as a signal while another is waited for;
    here the first wait is interrupted in any case. None is killed."""
    log = tmp_path / "poll"
    daemon = fake("--workers", "3", env={"ASAN_OPTIONS": "detect_leaks=0"},
                  under=["strace", "-D", "-q", "-o", str(log), "-e",
                         "trace=poll", "-e",
                         "inject=poll:error=EINTR:when=1+2"])
    daemon.warm(3)
    daemon.signal()
    assert daemon.wait() == 0
    wait_until(lambda: "+++ exited with 0" in log.read_text(), "all of the log")
    assert "INJECTED" in log.read_text()
    assert "CLD_KILLED" not in log.read_text()
    assert len(list(fake.folder.glob("ended-*"))) == 4  # with the spare


def test_drain_has_an_end(fake):
    daemon = fake("--workers", "1", "--limit", "drain_ms=200")
    with daemon.connect() as client:
        client.ask(1, "search", q="hang", deadline_ms=10000)
        client.ask(2, "ping")
        assert client.reply()["id"] == 2
        daemon.signal()
        assert daemon.wait() == 0
        assert client.is_closed()
    assert "stopped with 1 connections open" in daemon.log()


def test_second_signal_ends_it_at_once(fake):
    daemon = fake("--workers", "1")
    with daemon.connect() as client:
        client.ask(1, "search", q="hang", deadline_ms=10000)
        client.ask(2, "ping")
        assert client.reply()["id"] == 2
        daemon.signal(signal.SIGINT)
        wait_until(lambda: "claused: stopping; 1 connections open"
                   in daemon.lines, "the first signal to be seen")
        daemon.signal(signal.SIGINT)
        assert daemon.wait() == 1


def test_sighup_changes_nothing(fake):
    daemon = fake()
    daemon.signal(signal.SIGHUP)
    wait_until(lambda: "nothing to reload" in daemon.log(), "the log line")
    with daemon.connect() as client:
        assert "result" in client.request("search", q="x")


def test_requests_after_the_signal_are_refused(fake, gate):
    daemon = fake("--workers", "1")
    with daemon.connect() as client:
        client.ask(1, "search", q=f"wait {gate}", deadline_ms=10000)
        client.ask(2, "ping")
        assert client.reply()["id"] == 2
        daemon.signal()
        wait_until(lambda: not os.path.exists(daemon.path), "the stop")
        wait_until(lambda: "stopping" in daemon.log(), "the stop")
        for request_id, method in ((3, "ping"), (4, "search")):
            client.ask(request_id, method, q="x")
            error = client.reply()["error"]
            assert error["code"] == 1205
            assert error["data"] == {"code": "shutting_down"}
        client.send('{"jsonrpc":"2.0",')  # never ended: not waited for
        gate.open()
        assert [reply["id"] for reply in client.rest()] == [1]
    assert daemon.wait() == 0


def test_line_begun_before_the_signal_is_answered(fake, gate):
    daemon = fake("--workers", "1")
    line = '{"jsonrpc":"2.0","id":3,"method":"search","params":{"q":"x"}}\n'
    with daemon.connect() as client:
        client.ask(1, "search", q=f"wait {gate}", deadline_ms=10000)
        client.ask(2, "ping")
        client.send(line[:20])
        assert client.reply()["id"] == 2
        daemon.signal()
        wait_until(lambda: "stopping" in daemon.log(), "the stop")
        client.send(line[20:] + line)
        assert client.reply()["error"]["data"]["code"] == "shutting_down"
        gate.open()
        assert [reply["id"] for reply in client.rest()] == [1, 3]
    assert daemon.wait() == 0
