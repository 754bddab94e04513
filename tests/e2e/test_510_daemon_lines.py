"""Lines: what is one, what ends a connection, and what does not. Hostile ones
are in test_600."""
import json

import pytest

from hostile import is_pong

LIMIT = 65536


def ping(request_id):
    """A ping line without its LF."""
    return json.dumps({"jsonrpc": "2.0", "id": request_id, "method": "ping"})


def test_pending_replies_are_delivered_before_the_close(fake, gate):
    with fake("--workers", "1").connect() as client:
        client.ask("first", "search", q=f"wait {gate}")
        client.send("x" * (LIMIT + 1))
        assert client.reply()["error"]["data"]["code"] == "message_too_large"
        gate.open()
        assert client.reply()["id"] == "first"
        assert client.is_closed()


def test_carriage_returns_and_empty_lines(fake):
    with fake().connect() as client:
        client.send("\n\r\n\n" + ping(1) + "\r\n\r\n" + ping(2) + "\n\n")
        client.half_close()
        assert [reply["id"] for reply in client.rest()] == [1, 2]


def test_line_byte_by_byte(fake):
    with fake().connect() as client:
        for byte in (ping("slow") + "\n").encode():
            client.send(bytes([byte]))
        assert is_pong(client.reply(), "slow")


def test_last_line_needs_no_newline(fake):
    with fake().connect() as client:
        client.send(ping(1) + "\n" + ping(2))
        client.half_close()
        assert [reply["id"] for reply in client.rest()] == [1, 2]


def test_mistakes_do_not_end_the_connection(fake):
    with fake().connect() as client:
        client.ask(7, "serch")
        error = client.reply()
        assert error["id"] == 7
        assert error["error"] == {
            "code": -32601, "message": 'no method "serch"',
            "data": {"code": "method_not_found", "did_you_mean": "search"}}
        client.send('{"jsonrpc":"2.0","id":9,"method":"search",'
                    '"params":{"q":"a\n')
        error = client.reply()
        assert error["id"] is None
        assert error["error"]["data"]["code"] == "parse_error"
        client.send(b'{"jsonrpc":"2.0","id":1,"method":"\xff"}\n')
        assert client.reply()["error"]["data"]["code"] == "parse_error"
        client.send(b"\x00\x01\x02\n")
        assert client.reply()["error"]["data"]["code"] == "parse_error"
        assert is_pong(client.request("ping"), 1)


def test_methods_to_come_say_so(fake):
    with fake().connect() as client:
        error = client.request("export")["error"]
        assert error["message"] == 'method "export" is not supported yet'
        assert error["data"]["code"] == "method_not_found"


def test_notifications_are_not_answered(fake):
    with fake().connect() as client:
        client.send('{"jsonrpc":"2.0","method":"ping"}\n'
                    '{"jsonrpc":"2.0","method":"search","params":{"q":"x"}}\n')
        assert is_pong(client.request("ping"), 1)


@pytest.mark.parametrize("request_id", ["a", "é", "x" * 64, 0, -1,
                                        2**53 - 1, 12345678901234])
def test_ids_come_back_as_they_were(fake, request_id):
    with fake().connect() as client:
        client.ask(request_id, "ping")
        client.ask(request_id, "search", q="echo")
        assert client.reply()["id"] == request_id
        assert client.reply()["id"] == request_id


def test_idle_connection_is_closed(fake):
    with fake("--limit", "idle_ms=600").connect() as client:
        assert is_pong(client.request("ping"), 1)
        assert client.is_closed()


def test_waiting_for_an_answer_is_not_idle(fake, gate):
    daemon = fake("--limit", "idle_ms=100", "--workers", "1")
    with daemon.connect() as waiting, daemon.connect() as idle:
        waiting.ask(1, "search", q=f"wait {gate}")
        assert idle.is_closed()
        gate.open()
        assert waiting.reply()["id"] == 1


def test_deadline_out_of_range(fake):
    with fake().connect() as client:
        for deadline in (0, 10001):
            error = client.request("search", q="x",
                                   deadline_ms=deadline)["error"]
            assert error["data"] == {
                "code": "invalid_params", "param": "deadline_ms",
                "expected": "a whole number from 1 to 10000"}
