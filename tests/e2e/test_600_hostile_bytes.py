"""Hostile clients: bytes that are no request. One connection sends them all
to a daemon with its real workers, which stays as it was."""
import json

import pytest

from hostile import LEAN, is_pong, unharmed, warm_up


@pytest.fixture(scope="module")
def target(index, tmp_path_factory):
    """One daemon for all tests of this file: each must leave it unharmed."""
    from conftest import program, start
    path = tmp_path_factory.mktemp("hostile") / "s.sock"
    daemon = start(program("claused"), path,
                   ["--index", index, "--workers", "2"], env=LEAN)
    warm_up(daemon)
    yield daemon
    daemon.check_end()


def refusals(daemon, lines):
    """The error of each line, sent over one connection that stays open."""
    with unharmed(daemon), daemon.connect() as client:
        found = []
        for line in lines:
            client.send((line.encode() if isinstance(line, str) else line)
                        + b"\n")
            reply = client.reply()
            assert "error" in reply, (line, reply)
            found.append({**reply["error"]["data"], "id": reply["id"]})
        assert is_pong(client.request("ping"), 1)
    return found


def codes(daemon, lines):
    return [error["code"] for error in refusals(daemon, lines)]


def search(params, request_id="1"):
    return (f'{{"jsonrpc":"2.0","id":{request_id},"method":"search",'
            f'"params":{params}}}')


def with_q(raw):
    """A search whose query holds the raw bytes."""
    head, tail = search('{"q":"@"}').encode().split(b"@")
    return head + raw + tail


def answers(daemon, lines):
    """The results of lines that are all good."""
    with unharmed(daemon), daemon.connect() as client:
        found = []
        for line in lines:
            client.send(line if isinstance(line, bytes) else line.encode())
            client.send("\n")
            found.append(client.reply()["result"])
        return found


def test_606_carriage_returns_empty_lines_and_spaces(target):
    with unharmed(target), target.connect() as client:
        client.send("\n\r\n\n" + client.text(1, "ping").rstrip() + "\r\n\r\n")
        assert is_pong(client.reply(), 1)
        client.send("   \n \t \r\n")
        for _ in range(2):
            reply = client.reply()
            assert reply["id"] is None
            assert reply["error"]["data"]["code"] == "parse_error"
        assert is_pong(client.request("ping"), 1)


def test_607_bytes_that_are_not_utf8(target):
    bad = [b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80",
           b"\xe2\x80", b"\x80", b"\xf8\x88\x80\x80\x80"]
    assert set(codes(target, map(with_q, bad))) == {"parse_error"}


def test_607_noncharacters_are_characters(target):
    lines = [with_q("x\ufffe\uffff\U0010ffff".encode()), with_q(b"x\\uFFFE")]
    assert all(result["total"] == 0 for result in answers(target, lines))


def test_608_nul(target):
    bad = [with_q(b"a\x00b"), with_q(b"a\\u0000b"), b"\x00" * 100,
           b'{"jsonrpc":"2.0","id":"\\u0000","method":"ping"}']
    assert set(codes(target, bad)) == {"parse_error"}


def test_609_lone_surrogates(target):
    bad = [rb"\ud800", rb"\udc00", rb"\ud83d x", rb"\ud83d\u0041",
           rb"\ude00\ud83d"]
    assert set(codes(target, map(with_q, bad))) == {"parse_error"}
    assert answers(target, [with_q(rb"x\ud83d\ude00")])[0]["total"] == 0


def test_610_escapes_that_are_none(target):
    bad = [rb"\uZZZZ", rb"\u12", rb"\x41", rb"\'", rb"\u 123", rb"\U0041",
           b"\x07", b"\t", b"\x1b[31m"]
    assert set(codes(target, map(with_q, bad))) == {"parse_error"}


@pytest.mark.parametrize("depth", [17, 1000, 1001, 30000])
def test_611_depth(target, depth):
    lines = [search("[" * depth + "]" * depth), "[" * depth,
             '{"a":' * min(depth, 10000),
             search('{"q":' * min(depth, 10000) + "1"
                    + "}" * min(depth, 10000))]
    assert set(codes(target, lines)) <= {"invalid_request", "parse_error"}


def test_611_depth_beyond_the_line(target):
    with unharmed(target), target.connect() as client:
        client.send("[" * 100000)
        assert client.reply()["error"]["data"]["code"] == "message_too_large"
        assert client.is_closed()


def test_611_depth_of_a_query(target):
    """Brackets are bounded before the parser sees them; NOTs as well."""
    deep = ["(" * n + "x" + ")" * n for n in (17, 1000, 2000)]
    nots = ["NOT (" * n + "x" + ")" * n for n in (17, 400)]
    lines = [search(json.dumps({"q": q})) for q in deep + nots]
    assert set(codes(target, lines)) == {"query_too_complex"}


def test_612_keys_twice_or_in_capitals(target):
    lines = ['{"jsonrpc":"2.0","id":1,"id":2,"method":"ping"}',
             search('{"q":"a","q":"b"}'),
             '{"jsonrpc":"2.0","id":1,"method":"ping","method":"search"}',
             '{"jsonrpc":"2.0","ID":1,"id":1,"method":"ping"}',
             search('{"Q":"a"}')]
    assert codes(target, lines) == ["parse_error"] * 3 + \
        ["invalid_request", "unknown_param"]


def test_613_numbers(target):
    bad = ["1e999", "-1", "0.5", "99999999999", "9007199254740993",
           "2147483648", "-9223372036854775809"]
    lines = [search(f'{{"q":"x","{key}":{number}}}')
             for key in ("limit", "offset") for number in bad]
    assert set(codes(target, lines)) <= {"invalid_params", "window_too_deep"}
    not_json = ["1" * 80, "007", "1.", ".5", "+1", "0x10", "NaN", "1e", "-"]
    lines = [search(f'{{"q":"x","limit":{number}}}') for number in not_json]
    assert set(codes(target, lines)) == {"parse_error"}
    good = [search(f'{{"q":"participation","offset":{zero}}}')
            for zero in ("0", "-0", "0.0", "0e5")]
    assert len({result["total"] for result in answers(target, good)}) == 1


def test_613_ids_are_given_back_or_refused(target):
    bad = ["9007199254740993", "1e15", "0.5", "1" * 40, "[1]", "{}", "true",
           '""', '"' + "x" * 65 + '"']
    lines = [search('{"q":"x"}', request_id) for request_id in bad]
    for error in refusals(target, lines):
        assert (error["code"], error["id"]) == ("invalid_request", None)
    with unharmed(target), target.connect() as client:
        for request_id in ("9007199254740991", "-0", '"\\u0041\\""'):
            client.send(search('{"q":"x"}', request_id) + "\n")
            assert f'"id":{request_id},' in client.line()


def test_614_other_members_and_types(target):
    lines = ['{"jsonrpc":"2.0","id":1,"method":"ping","x":1}',
             '{"jsonrpc":"1.0","id":1,"method":"ping"}',
             '{"id":1,"method":"ping"}', '{"jsonrpc":"2.0","id":1}',
             '{"jsonrpc":"2.0","id":1,"method":5}',
             search("[1]"), search("null"), search('"x"'),
             "[]", "[1,2]", "5", '"x"', "null", "true"]
    assert set(codes(target, lines)) == {"invalid_request"}
    lines = [search(params) for params in (
        '{"q":null}', '{"q":5}', '{"q":["x"]}', '{"q":{}}',
        '{"q":"x","limit":"10"}', '{"q":"x","filter":[]}',
        '{"q":"x","filter":{"to":5}}', '{"q":"x","match":"some"}')]
    assert set(codes(target, lines)) == {"invalid_params"}


def test_614_unknown_parameters_are_named(target):
    error, = refusals(target, [search('{"q":"x","limt":5}')])
    assert error == {"code": "unknown_param", "param": "limt",
                     "did_you_mean": "limit", "id": 1}


def test_615_something_behind_the_object(target):
    line = '{"jsonrpc":"2.0","id":1,"method":"ping"}'
    lines = [line + tail for tail in ("{}", line, "x", ",", " 1", "]")]
    lines += ["\ufeff" + line, "x" + line]
    assert set(codes(target, lines)) == {"parse_error"}


@pytest.mark.parametrize("start", [
    b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", b"POST /x HTTP/1.1",
    b"OPTIONS * ", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"SSH-2.0-x\r\n"])
def test_618_other_protocols_are_closed_at_once(target, start):
    with unharmed(target), target.connect() as client:
        client.send(start)
        reply = client.reply()
        assert reply["id"] is None
        assert reply["error"]["data"]["code"] == "parse_error"
        assert reply["error"]["message"].startswith(
            "this port speaks JSON-RPC, one message a line")
        assert client.is_closed()


def test_618_http_is_told_where_it_is(target):
    with target.connect() as client:
        client.send(b"GET / HTTP/1.1\r\n")
        assert client.reply()["error"]["message"].endswith("HTTP is on --http")


def test_618_a_browser_that_tries_again_does_not_fill_the_log(target):
    before = len(target.lines)
    with unharmed(target):
        for _ in range(50):
            with target.connect() as client:
                client.send(b"POST / HTTP/1.1\r\nHost: x\r\n\r\n"
                            + client.text(1, "ping").encode())
                assert "error" in client.reply()
                assert client.is_closed()
    assert len(target.lines) - before <= 1


def is_plain(text):
    """Whether nothing in it can move a terminal's cursor or colours."""
    return not any(ord(char) < 0x20 or 0x7f <= ord(char) < 0xa0
                   or char in "\u2028\u2029" for char in text)


def test_620_control_characters_that_come_back(target):
    nasty = "\u001b[31m\u0007\u007f\u0085\u009b\u2028\r\n"
    lines = [search(json.dumps({"q": f"kinds:{nasty}x"})),
             search(json.dumps({"q": "x", "filter": {"kind": [nasty]}})),
             search(json.dumps({nasty[:8]: 1})),
             json.dumps({"jsonrpc": "2.0", "id": 1, "method": nasty}),
             search(json.dumps({"q": f'"{nasty}x'}))]
    with unharmed(target), target.connect() as client:
        for line in lines:
            client.send(line + "\n")
            text = client.line()
            assert is_plain(text), repr(text)
            reply = json.loads(text)
            assert "error" in reply or reply["result"]["notes"]
    assert is_plain("".join(target.lines))


@pytest.mark.parametrize("method, params", [
    ("search", {"q": "a", "filter": {"kind": ["@"]}}),
    ("search", {"q": "a", "filter": {"to": ["@"]}}),
    ("search", {"q": "a", "filter": {"@": ["x"]}}),
    ("search", {"q": "a", "sort": "@"}),
    ("search", {"q": "a", "@": 1}),
    ("search", {"q": "kind:@"}),
    ("search", {"q": "year:@"}),
    ("facets", {"q": "a", "facets": ["@"]}),
    ("show", {"id": "@"}),
    ("refs", {"id": "@"}),
    ("similar", {"id": "@"}),
    ("coverage", {"body": "@"}),
    ("@", {}),
])
def test_long_names_are_cut_between_characters(target, method, params):
    """Whatever the name, no half of a character stands in the refusal."""
    def ask(name):
        text = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method,
                           "params": params}, ensure_ascii=False)
        return text.replace("@", name)

    names = ["x" * shift + character * 300 for shift in range(4)
             for character in "\u00e9\u2019\U0001d54f"]
    with target.connect() as client:
        for name in names:
            client.send(ask(name).encode() + b"\n")
            reply = client.reply()
            assert "error" in reply, (name, reply)
            said = json.dumps(reply, ensure_ascii=False)
            assert "\ufffd" not in said, (name, said)
