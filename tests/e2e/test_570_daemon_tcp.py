"""claused over TCP: loopback alone, or a token with the first line."""
import json
import os
import re
import socket
import struct
import subprocess
from pathlib import Path

import pytest

from conftest import Client, program, wait_until

TOKEN = "Zm9vYmFy+/0123456789abcdefABCDEF=="  # 34, with what JSON may escape
LOOPBACK = "tcp:127.0.0.1:0"


def has_ipv6():
    try:
        with socket.socket(socket.AF_INET6) as sock:
            sock.bind(("::1", 0))
        return True
    except OSError:
        return False


def token_file(folder, text=TOKEN + "\n", mode=0o600, name="token"):
    path = folder / name
    path.write_text(text)
    path.chmod(mode)
    return path


def hello(request_id=1, **params):
    return Client.text(request_id, "hello", protocol=[1, 0], **params)


def refused(fake, *options, **env):
    """The sentence of a claused that refuses to start."""
    ended = subprocess.run([str(fake.folder / "claused"), *options],
                           capture_output=True, text=True, timeout=60,
                           env={**os.environ, **env})
    assert ended.returncode == 2, ended.stderr
    assert "Sanitizer" not in ended.stderr
    return ended.stderr


def is_unauthenticated(client, request_id):
    reply = client.reply()
    assert reply["id"] == request_id
    assert reply["error"]["code"] == 1301
    assert reply["error"]["data"] == {"code": "unauthenticated"}
    return client.is_closed()


@pytest.fixture
def open_port(fake):
    """The address of a daemon on loopback, without a token."""
    daemon = fake("--listen", LOOPBACK, "--workers", "2")
    daemon.tcp = daemon.ready("tcp:")
    return daemon


@pytest.fixture
def guarded(fake, tmp_path):
    """A daemon that asks for the token."""
    daemon = fake("--listen", LOOPBACK, "--token-file",
                  str(token_file(tmp_path)))
    daemon.tcp = daemon.ready("tcp:")
    return daemon


def test_port_zero_is_any_port_and_the_ready_line_names_it(open_port):
    assert re.fullmatch(r"tcp:127\.0\.0\.1:[1-9]\d+", open_port.tcp)
    with Client(open_port.tcp) as client:
        assert client.request("ping")["result"] == {"pong": True}
        assert client.request("search", q="a")["result"]["q"] == "a"


@pytest.mark.skipif(not has_ipv6(), reason="no IPv6 here")
def test_ipv6(fake):
    tcp = fake("--listen", "tcp:[::1]:0").ready("tcp:")
    assert re.fullmatch(r"tcp:\[::1\]:[1-9]\d+", tcp)
    with Client(tcp) as client:
        assert "result" in client.request("ping")


def test_port_that_is_taken_is_named(fake, open_port):
    ended = subprocess.run([str(fake.folder / "claused"), "--listen",
                            open_port.tcp], capture_output=True, text=True,
                           timeout=60)
    assert ended.returncode == 1
    assert f"serving on {open_port.tcp}: Address already in use" in \
        ended.stderr


def test_port_of_a_daemon_that_ended_is_free_again(fake, open_port):
    with Client(open_port.tcp) as client:
        client.request("ping")
        assert open_port.stop() == 0  # it closes first: TIME_WAIT
    again = fake("--listen", open_port.tcp)
    assert again.ready("tcp:") == open_port.tcp


@pytest.mark.parametrize("address", ["tcp:0.0.0.0:0", "tcp:192.0.2.7:0",
                                     "tcp:[::]:0", "tcp:[2001:db8::1]:0"])
def test_other_machines_need_a_token(fake, address):
    for more in ([], ["--check-config"]):
        says = refused(fake, "--listen", address, *more)
        assert f"{address} is open to other machines" in says
        assert "--token-file FILE" in says


def test_other_machines_with_a_token(fake, tmp_path):
    tcp = fake("--listen", "tcp:0.0.0.0:0", "--token-file",
               str(token_file(tmp_path))).ready("tcp:")
    with Client(tcp) as client:
        client.send(hello(token=TOKEN))
        client.reply()
        assert "result" in client.request("ping")


@pytest.mark.parametrize("text, mode, says", [
    (TOKEN, 0o640, "chmod 600"), (TOKEN, 0o604, "chmod 600"),
    (TOKEN[:31], 0o600, "one line of 32 to 512"), ("", 0o600, "one line of"),
    (TOKEN + "\n" + TOKEN, 0o600, "one line of")])
def test_token_file_that_does_not_do(fake, tmp_path, text, mode, says):
    path = token_file(tmp_path, text, mode)
    assert says in refused(fake, "--listen", LOOPBACK, "--token-file",
                           str(path))


def test_token_file_that_is_no_file(fake, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(token_file(tmp_path))
    for path, says in [(link, "is a symbolic link"),
                       (tmp_path, "is no regular file"),
                       (tmp_path / "none", "No such file")]:
        assert says in refused(fake, "--listen", LOOPBACK, "--token-file",
                               str(path))


def test_right_token(guarded):
    with Client(guarded.tcp) as client:
        client.send(hello(7, token=TOKEN))
        assert client.reply()["id"] == 7
        assert "result" in client.request("ping")
        assert "result" in client.request("search", q="a")


SPELT = [
    TOKEN.replace("/", "\\/"), TOKEN.replace("+", "\\u002B"),
    "".join(f"\\u{ord(char):04x}" for char in TOKEN)]


def test_token_as_libraries_escape_it(guarded):
    for spelt in SPELT:
        with Client(guarded.tcp) as client:
            client.send(hello(1, token="@").replace("@", spelt))
            client.reply()
            assert "result" in client.request("ping"), spelt


WRONG = [
    {}, {"token": ""}, {"token": TOKEN[:-1]}, {"token": TOKEN + "="},
    {"token": TOKEN.lower()}, {"token": " " + TOKEN}, {"token": TOKEN + "\n"},
    {"token": "x" * 5000}, {"token": "é" * 17}, {"token": None},
    {"token": 12345678901234567890123456789012}, {"token": [TOKEN]},
    {"token": {"token": TOKEN}}, {"Token": TOKEN}]


def test_wrong_token(guarded):
    for params in WRONG:
        with Client(guarded.tcp) as client:
            client.send(hello(3, **params))
            assert is_unauthenticated(client, 3), params


def test_first_line_must_be_hello(guarded):
    for line in (Client.text(5, "ping"), Client.text(5, "ping", token=TOKEN),
                 Client.text(5, "search", q="a")):
        with Client(guarded.tcp) as client:
            client.send(line + hello(6, token=TOKEN) + Client.text(7, "ping"))
            assert is_unauthenticated(client, 5)


def test_first_line_must_be_json(guarded):
    with Client(guarded.tcp) as client:
        client.send(TOKEN + "\n" + Client.text(7, "ping"))
        assert client.reply()["error"]["data"]["code"] == "parse_error"
        assert client.is_closed()


def test_nothing_behind_a_wrong_token_is_done(guarded):
    with guarded.connect() as other:
        def asked():
            return other.request("status")["result"]["process"][
                "requests_total"]
        before = asked()
        with Client(guarded.tcp) as client:
            client.send(hello(1, token="x" * 32)
                        + Client.text(2, "search", q="a") * 20)
            assert is_unauthenticated(client, 1)
        assert asked() == before + 1


def test_token_may_come_in_pieces_and_be_followed_at_once(guarded):
    line = hello(1, token=TOKEN) + Client.text(2, "ping")
    with Client(guarded.tcp) as client:
        for at in range(0, len(line), 7):
            client.send(line[at:at + 7])
        assert {client.reply()["id"], client.reply()["id"]} == {1, 2}


def test_greeting_without_an_id_lets_in_too(guarded):
    with Client(guarded.tcp) as client:
        client.send(json.dumps({"jsonrpc": "2.0", "method": "hello",
                                "params": {"token": TOKEN}}) + "\n")
        assert "result" in client.request("ping")


def test_later_hello_may_say_anything(guarded):
    with Client(guarded.tcp) as client:
        client.send(hello(1, token=TOKEN))
        client.reply()
        client.send(hello(2, token="another"))
        reply = client.reply()
        assert reply.get("error", {}).get("code") != 1301
        assert "result" in client.request("ping")


def test_unix_socket_beside_it_asks_for_none(guarded):
    with guarded.connect() as client:
        client.send(hello(0, token="x" * 32))  # passed over
        assert client.reply().get("error", {}).get("code") != 1301
        assert "result" in client.request("ping")


def test_token_where_none_is_asked_is_passed_over(open_port):
    with Client(open_port.tcp) as client:
        client.send(hello(1, token="whatever"))
        assert client.reply().get("error", {}).get("code") != 1301
        assert "result" in client.request("ping")


def test_stranger_has_little_time(fake, tmp_path):
    tcp = fake("--listen", LOOPBACK, "--token-file",
               str(token_file(tmp_path)), "--limit",
               "line_ms=200").ready("tcp:")
    with Client(tcp) as silent, Client(tcp) as known, Client(tcp) as empty:
        known.send(hello(1, token=TOKEN))
        known.reply()
        empty.send("\n\r\n")
        assert silent.is_closed()
        assert empty.is_closed()
        assert "result" in known.request("ping")


def test_wrong_tokens_are_logged_once_a_minute(guarded):
    for _ in range(5):
        with Client(guarded.tcp) as client:
            client.send(hello(1, token="x" * 40))
            assert is_unauthenticated(client, 1)
    guarded.stop()
    assert guarded.log().count("127.0.0.1: showed no valid token") == 1
    assert TOKEN not in guarded.log() and "x" * 40 not in guarded.log()


def test_token_is_not_kept_by_the_daemon(guarded):
    """What is in memory is its digest."""
    with Client(guarded.tcp) as client:
        client.send(hello(1, token="x" * 32))
        assert is_unauthenticated(client, 1)
    needle = TOKEN.encode()
    with open(f"/proc/{guarded.pid}/mem", "rb", 0) as memory:
        for line in Path(f"/proc/{guarded.pid}/maps").read_text().splitlines():
            match = re.match(r"(\w+)-(\w+) rw.* \[(heap|stack)\]$", line)
            if match:
                first, end = (int(part, 16) for part in match.groups()[:2])
                memory.seek(first)
                assert needle not in memory.read(end - first)


def test_limit_is_counted_by_address(fake):
    daemon = fake("--listen", LOOPBACK, "--limit", "per_peer=2")
    tcp = daemon.ready("tcp:")
    with Client(tcp) as one, Client(tcp) as two:
        one.request("ping")
        two.request("ping")
        with Client(tcp) as three:
            error = three.reply()["error"]
            assert error["message"] == "too many connections of one address"
            assert error["data"]["code"] == "overloaded"
            assert three.is_closed()
        with daemon.connect() as user:  # is another peer
            assert "result" in user.request("ping")


def test_half_close_gets_all_answers(open_port):
    with Client(open_port.tcp) as client:
        client.send("".join(Client.text(i, "search", q="big 20000")
                            for i in range(30)))
        client.half_close()
        assert sorted(reply["id"] for reply in client.rest()) == \
            list(range(30))


def test_reset_by_the_client_leaves_nothing_behind(open_port):
    def connections():
        with open_port.connect() as other:
            return other.request("status")["result"]["process"]["connections"]
    for _ in range(5):
        client = Client(open_port.tcp)
        client.request("ping")
        client.ask(2, "search", q="big 500000")
        client.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                               struct.pack("ii", 1, 0))
        client.close()
    wait_until(lambda: connections() == 1, "all but the one that asks to go")


def test_workers_do_not_get_the_sockets(open_port):
    pids = open_port.warm(2)  # one that starts has them still
    with Client(open_port.tcp) as client:
        client.request("search", q="a")
        for pid in pids:
            kinds = [os.readlink(f"/proc/{pid}/fd/{fd}")
                     for fd in os.listdir(f"/proc/{pid}/fd")]
            assert sum(kind.startswith("socket:") for kind in kinds) <= 2
            assert len({k for k in kinds if k.startswith("socket:")}) == 1


FOREIGN = [
    (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP is on --http"),
    (b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n{}\n", "HTTP is on"),
    (b"PROPFIND / HTTP/1.1\r\n", "HTTP is on --http"),
    (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "HTTP is on --http"),
    (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", "without TLS"),
    (b"\x80\x2e\x01\x00\x02", "without TLS"),
    (b"SSH-2.0-OpenSSH_9.2\r\n", "not SSH"),
    (b"EHLO mail.example\r\n", "not SMTP"),
    (b"PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n", "without a PROXY header"),
    (b"*1\r\n$4\r\nPING\r\n", "not RESP"),
    (b"\x00\x00\x00\x08\x04\xd2\x16\x2f", "no text"),
    (b"\x05\x01\x00", "no text")]


@pytest.mark.parametrize("kind", ["open_port", "guarded"])
def test_other_protocols_are_hung_up_on(request, kind):
    """And of all of them the log says one thing a minute."""
    daemon = request.getfixturevalue(kind)
    for start, says in FOREIGN:
        with Client(daemon.tcp) as client:
            client.send(start)
            error = client.reply()["error"]
            assert error["data"]["code"] == "parse_error"
            assert says in error["message"]
            assert client.is_closed()
    daemon.stop()
    assert daemon.log().count("127.0.0.1: speaks another protocol") == 1


def clause(*options, **env):
    return subprocess.run([program("clause"), *options], capture_output=True,
                          text=True, timeout=60, env={**os.environ, **env})


def test_command_line_over_tcp(open_port):
    done = clause("--connect", open_port.tcp, "ping")
    assert (done.returncode, done.stdout) == (0, f"{open_port.tcp} answers\n")
    port = open_port.tcp.rpartition(":")[2]
    done = clause("ping", CLAUSE_CONNECT=f"tcp:localhost:{port}")
    assert (done.returncode, done.stderr) == (0, "")


def test_command_line_shows_its_token(guarded, tmp_path):
    path = str(tmp_path / "token")
    done = clause("--connect", guarded.tcp, "--token-file", path, "ping")
    assert (done.returncode, done.stdout) == (0, f"{guarded.tcp} answers\n")
    done = clause("--connect", guarded.tcp, "ping", CLAUSE_TOKEN_FILE=path)
    assert (done.returncode, done.stderr) == (0, "")


def test_command_line_without_or_with_a_wrong_token(guarded, tmp_path):
    done = clause("--connect", guarded.tcp, "ping")
    assert done.returncode == 3
    assert "--token-file" in done.stderr
    wrong = str(token_file(tmp_path, "x" * 32, name="wrong"))
    done = clause("--connect", guarded.tcp, "--token-file", wrong, "--json",
                  "ping")
    assert done.returncode == 3
    assert json.loads(done.stdout)["error"]["code"] == 1301


def test_command_line_does_not_show_a_token_that_others_can_read(open_port,
                                                                 tmp_path):
    path = str(token_file(tmp_path, mode=0o644, name="loose"))
    done = clause("--connect", open_port.tcp, "--token-file", path, "ping")
    assert done.returncode == 2 and "chmod 600" in done.stderr


def test_command_line_shows_no_token_over_unix(guarded):
    done = clause("--connect", f"unix:{guarded.path}", "--token-file",
                  "/nonexistent", "ping")
    assert (done.returncode, done.stderr) == (0, "")


def test_command_line_where_nobody_is(tmp_path):
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        address = f"tcp:127.0.0.1:{sock.getsockname()[1]}"
        done = clause("--connect", address, "ping")
    assert done.returncode == 3
    assert f"no service at {address}" in done.stderr
    done = clause("--connect", "tcp:no.such.host.invalid:1", "ping")
    assert done.returncode == 3
    assert "tcp:no.such.host.invalid:1: " in done.stderr
