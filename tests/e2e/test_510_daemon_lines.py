"""Lines: what is one, what ends a connection, and what does not."""
import json

import pytest

LIMIT = 65536


def ping(request_id, pad=0):
    """A ping line without its LF, of exactly `pad` bytes if that is given."""
    line = json.dumps({"jsonrpc": "2.0", "id": request_id, "method": "ping"})
    return line[:-1] + " " * (pad - len(line)) + "}"


@pytest.fixture
def quick(fake):
    """A daemon whose patience ends soon."""
    return fake("--limit", "line_ms=300", "--limit", "idle_ms=600")


def is_pong(reply, request_id):
    return reply == {"jsonrpc": "2.0", "id": request_id,
                     "result": {"pong": True}}


def test_line_of_exactly_the_limit(fake):
    with fake().connect() as client:
        line = ping(1, LIMIT)
        assert len(line) == LIMIT
        client.send(line + "\n")
        assert is_pong(client.reply(), 1)
        client.send(ping(2) + "\n")
        assert is_pong(client.reply(), 2)


@pytest.mark.parametrize("end", ["\n", ""])
def test_line_one_byte_longer_is_refused(fake, end):
    with fake().connect() as client:
        client.send(ping(1, LIMIT + 1) + end)
        error = client.reply()
        assert error["id"] is None
        assert error["error"] == {
            "code": 1401, "message": "a request line may have 65536 bytes",
            "data": {"code": "message_too_large", "limit": LIMIT}}
        assert client.is_closed()


def test_pending_replies_are_delivered_before_the_close(fake, gate):
    with fake("--workers", "1").connect() as client:
        client.ask("first", "search", q=f"wait {gate}")
        client.send("x" * (LIMIT + 1))
        assert client.reply()["error"]["data"]["code"] == "message_too_large"
        gate.open()
        assert client.reply()["id"] == "first"
        assert client.is_closed()


def test_64_mib_without_a_newline(fake):
    daemon = fake()
    with daemon.connect() as hostile, daemon.connect() as other:
        with pytest.raises((BrokenPipeError, ConnectionResetError)):
            for _ in range(1024):
                hostile.send(b"x" * LIMIT)
        assert is_pong(other.request("ping"), 1)
        error = hostile.reply()["error"]
        assert error["data"]["code"] == "message_too_large"
        assert hostile.is_closed()


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


@pytest.mark.parametrize("start", [
    b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", b"POST /x HTTP/1.1",
    b"OPTIONS * ", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"])
def test_http_is_told_where_it_is(fake, start):
    with fake().connect() as client:
        client.send(start)
        assert client.reply() == {
            "jsonrpc": "2.0", "id": None, "error": {
                "code": -32700,
                "message": "this port speaks JSON-RPC, one message a line; "
                           "HTTP is on --http",
                "data": {"code": "parse_error"}}}
        assert client.is_closed()


@pytest.mark.parametrize("start", [
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"SSH-2.0-x\r\n"])
def test_other_protocols_are_closed(fake, start):
    with fake().connect() as client:
        client.send(start)
        assert client.reply()["error"]["data"]["code"] == "parse_error"
        assert client.is_closed()


def test_begun_line_must_end_in_time(quick):
    """Each byte comes in time; the line does not."""
    import select
    with quick.connect() as client:
        with pytest.raises((BrokenPipeError, ConnectionResetError)):
            while True:
                client.send("x")
                select.select([client.sock], [], [], 0.02)
        assert client.is_closed()


def test_idle_connection_is_closed(quick):
    with quick.connect() as client:
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
            assert error["data"] == {"code": "invalid_params",
                                     "param": "deadline_ms"}
