"""docs/schema says what requests may be and what replies are: the replies of
many exchanges and the examples of the page are as it says, and the daemon
takes and refuses what it does."""
import copy
import json
import re

import jsonschema
import pytest
from conftest import SOURCE, program, start
from judged import judged_index, judged_questions
from schema import (PARAMS, REPLY, REQUEST, RESULTS, SCHEMAS, SHARED, STRICT,
                    complaint)
from test_900_docs_protocol import blocks, parse_exchange

METHODS = re.findall(
    r'\[METHOD_\w+\] = \{"(\w+)"',
    (SOURCE / "lib/wire/method.c").read_text(encoding="utf-8"))
NUMBERS = [0, 1, -1, 1.5, 1.0, 10, 100, 101, 999, 1000, 2012, 9999, 10000,
           10001, 1000000000, 1000000001, 999999999999999, 1e15, -1e15, 1e300]
TEXTS = ["", "x", "both", "cites", "cited-by", "cited_by", "all", "any", "latest", "2012", "12", "20122", "relevance",
         "res", "Year", "clause", "wtsa", "59", "x" * 64, "x" * 65]
VALUES = [None, True, False, *NUMBERS, *TEXTS, [], {}, [[]], [None], [1, 0],
          [1], ["kind"], ["kind", "to"], ["kind", "kind"], ["lang"], ["q"],
          [1, 0, 0], [-1, 0], {"kind": ["operative"]}, {"kind": []},
          {"kind": "operative"}, {"res": [59, "60"]}, {"res": [5.5]},
          {"to": [None]}, {"edition": ["all"]}, {"in": ["title"]},
          {"no": ["x"]}, {"kind": ["operative"], "year": [2012]}, {"x": 1}]
TOGETHER = [
    ("search", {"cursor": "x", "offset": 1}),
    ("search", {"cursor": "x", "offset": 0}),
    ("search", {"cursor": None, "offset": 1}),
    ("ask", {"q": "x", "offset": 10, "cursor": "x"}),
    ("refs", {}), ("refs", {"id": "59", "direction": "cites", "limit": 1}),
    ("show", {}), ("show", {"deadline_ms": 100}), ("coverage", {}),
    ("search", {"q": "x", "limt": 5}), ("parse", {"q": "x", "limit": 5}),
    ("hello", {"tokens": "x"}), ("cancel", {}), ("cancel", {"id": 1, "x": 1}),
    ("status", {"q": "x"}), ("ping", {"q": "x"}),
]


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    """A connection to a daemon that serves the made-up resolutions."""
    folder = tmp_path_factory.mktemp("schema")
    daemon = start(program("claused"), folder / "s.sock",
                   ["--index", judged_index(folder)])
    with daemon.connect() as client:
        yield client
    daemon.check_end()


def check(method, reply):
    """A reply is as the schemas have it; none has a member unheard of."""
    assert complaint(REPLY, reply) is None
    if "result" in reply:
        assert complaint(RESULTS[method], reply["result"]) is None
        assert complaint(STRICT[method], reply["result"]) is None


def ask(client, method, **params):
    reply = client.request(method, **params)
    check(method, reply)
    return reply


def test_every_method_has_a_schema():
    assert set(SCHEMAS) == set(METHODS) | SHARED
    for name, schema in SCHEMAS.items():
        jsonschema.Draft202012Validator.check_schema(schema)
        assert name in SHARED or schema["title"] == name


def names_of(schema):
    """The parameters that the schema of a method names."""
    while "properties" not in schema and "$ref" in schema:
        file, _, part = schema["$ref"].partition("#/$defs/")
        schema = SCHEMAS[file.removesuffix(".json")]["$defs"][part]
    return set(schema.get("properties", {}))


def test_every_parameter_is_in_its_schema():
    text = (SOURCE / "lib/wire/request_param.c").read_text(encoding="utf-8")
    tables = dict(re.findall(
        r"struct param_spec (\w+_params)\[\] = \{(.*?)^\};", text,
        re.M | re.S))
    names = {table: set(re.findall(r'\{\.name = "(\w+)"', rows))
             for table, rows in tables.items()}
    sets = re.findall(r"\[METHOD_(\w+)\] = \{(\w+_params),", text)
    assert len(sets) >= 6
    for method, table in sets:
        schema = SCHEMAS[method.lower()]["$defs"]["params"]
        assert names_of(schema) == names[table], method
    assert names_of(SCHEMAS["defs"]["$defs"]["common"]) == \
        names["common_params"]


def test_every_error_is_in_the_schema():
    codes = re.findall(
        r'\[REPLY_\w+\] = \{"(\w+)", (-?\d+), EXIT_\w+\}',
        (SOURCE / "lib/wire/reply_error.c").read_text(encoding="utf-8"))
    error = SCHEMAS["message"]["$defs"]["error"]["properties"]
    assert error["data"]["properties"]["code"]["enum"] == \
        [code for code, _ in codes]
    assert sorted(error["code"]["enum"]) == \
        sorted({int(number) for _, number in codes})
    page = (SOURCE / "docs/protocol.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| -?\d+ \| `\w+` \|(.*?)\|", page, re.M)
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert named | {"code"} == set(error["data"]["properties"])


@pytest.mark.parametrize("block", blocks("exchange"))
def test_examples_of_the_page(block):
    sent, replies, _ = parse_exchange(block)
    methods = {}
    for line in sent:
        if not (line.startswith("{") and line.endswith("}")):
            continue  # an example of what is no request
        request = json.loads(line)
        assert complaint(REQUEST, request) is None
        methods[request["id"]] = request["method"]
        good = complaint(PARAMS[request["method"]],
                         request.get("params", {})) is None
        reply = next(r for r in replies if r["id"] == request["id"])
        assert good == (reply.get("error", {}).get("code") != -32602)
    for reply in replies:
        if reply["id"] is None:
            assert complaint(REPLY, reply) is None
            continue
        limits = reply.get("result", {}).get("limits")
        assert limits is None or len(limits) == 3  # the page shows some
        check(methods[reply["id"]], reply)


def test_replies_to_the_judged_questions(judged):
    count = 0
    for kind, text in judged_questions():
        if kind == "show":
            ask(judged, "show", id=text)
            continue
        for params in ({"match": "any"}, {"group": "res", "limit": 3},
                       {"facets": ["kind", "to", "res"], "sort": "year"},
                       {"edition": "all", "limit": 100}):
            count += "result" in ask(judged, "search", q=text, **params)
        count += "result" in ask(judged, "ask", q=text)
        count += "result" in ask(judged, "facets", q=text)
        count += "result" in ask(judged, "parse", q=text)
    assert count > 400


def test_replies_about_what_is_held(judged):
    whole = ask(judged, "coverage")["result"]
    for page in ({"limit": 3}, {"limit": 5, "offset": 90},
                 {"body": "demo"}, {"body": "nobody"}):
        ask(judged, "coverage", **page)
    for held in whole["held"]:
        ask(judged, "refs", id=held["id"], edition="all")
        shown = ask(judged, "show", id=held["id"])["result"]
        for section in shown["sections"]:
            ask(judged, "show", id=section["clauses"][0]["id"])
    assert len(whole["held"]) > 50
    for known in whole["known_not_held"][:40]:
        assert "error" in ask(judged, "show", id=known["id"])
        ask(judged, "refs", id=known["id"])


@pytest.mark.parametrize("method, params", [
    ("status", {}), ("ping", {}), ("ping", {"x": 1}), ("hello", {}),
    ("hello", {"protocol": [2, 0]}), ("cancel", {"id": 1}),
    ("search", {"q": "kinds:x"}), ("search", {"q": "year:2016..2008"}),
    ("search", {"q": '"open'}), ("search", {"q": "("}),
    ("search", {"q": "verb:invits"}), ("search", {"q": "w" * 5000}),
    ("search", {"q": "x", "limit": 100, "offset": 9999}),
    ("search", {"q": "x", "cursor": "none"}),
    ("search", {"q": "Res. 59 recognizing c)"}),
    ("search", {"q": "participtaion"}), ("search", {"q": "s* OR p* a*"}),
    ("ask", {"q": "what does resolution 59 say?"}),
    ("parse", {"q": "a* NEAR/3 (b OR c) in:title (d -e) f~1 year:2000.."}),
    ("parse", {"q": "particip* ADJ/2 \"x y\" in:text z NOT to:none"}),
    ("parse", {"q": "edition:all"}), ("parse", {"q": "=x TSB ITU-T"}),
    ("show", {"id": "59@2008"}), ("show", {"id": "590"}),
    ("refs", {"id": "wtsa-1"}), ("refs", {"id": "170"}),
    ("refs", {"id": "59 recognizing z"}), ("refs", {"id": "no such"}),
    ("show", {"id": "59 recognizing z"}), ("show", {"id": "no such"}),
    ("nothing", {}), ("export", {}),
])
def test_replies_of_every_kind(client, method, params):
    reply = client.request(method, **params)
    check(method, reply)
    sent = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
    assert complaint(REQUEST, sent) is None


@pytest.mark.parametrize("request_line, good", [
    ({"jsonrpc": "2.0", "id": 1, "method": "ping"}, True),
    ({"jsonrpc": "2.0", "id": "x" * 64, "method": "ping"}, True),
    ({"jsonrpc": "2.0", "id": 2 ** 53 - 1, "method": "ping"}, True),
    ({"jsonrpc": "2.0", "id": 1, "method": "ping", "params": {}}, True),
    ({"jsonrpc": "1.0", "id": 1, "method": "ping"}, False),
    ({"id": 1, "method": "ping"}, False),
    ({"jsonrpc": "2.0", "id": 1}, False),
    ({"jsonrpc": "2.0", "id": "", "method": "ping"}, False),
    ({"jsonrpc": "2.0", "id": "x" * 65, "method": "ping"}, False),
    ({"jsonrpc": "2.0", "id": 2 ** 60, "method": "ping"}, False),
    ({"jsonrpc": "2.0", "id": 1.5, "method": "ping"}, False),
    ({"jsonrpc": "2.0", "id": None, "method": "ping"}, False),
    ({"jsonrpc": "2.0", "id": True, "method": "ping"}, False),
    ({"jsonrpc": "2.0", "id": 1, "method": 5}, False),
    ({"jsonrpc": "2.0", "id": 1, "method": "ping", "params": []}, False),
    ({"jsonrpc": "2.0", "id": 1, "method": "ping", "params": None}, False),
    ({"jsonrpc": "2.0", "id": 1, "method": "ping", "more": 1}, False),
    ([{"jsonrpc": "2.0", "id": 1, "method": "ping"}], False),
    ("ping", False),
])
def test_the_envelope_is_judged_alike(client, request_line, good):
    client.send(json.dumps(request_line) + "\n")
    reply = client.reply()
    assert ("result" in reply) == good, reply
    assert complaint(REPLY, reply) is None
    assert (complaint(REQUEST, request_line) is None) == good


def cases(method):
    """Each parameter with each value."""
    schema = SCHEMAS[method]["$defs"]["params"]
    names = names_of(schema)
    if method not in ("ping", "cancel"):  # they look at no others
        names |= names_of(SCHEMAS["defs"]["$defs"]["common"])
    base = {"show": {"id": "59"}, "refs": {"id": "59"},
            "cancel": {"id": 99}}.get(method, {"q": "x"})
    for name in sorted(names):
        for value in VALUES:
            # to a schema 1.0 is 1; an id is what stands in the line
            if not (method == "cancel" and isinstance(value, float)):
                yield {**{k: v for k, v in base.items() if k in names},
                       name: value}
    yield from (params for of, params in TOGETHER if of == method)


def refuses(reply):
    """Whether it is the shape of a parameter that the reply is about. What a
    query, a citation or a body says no schema reads."""
    error = reply.get("error", {"code": 0, "message": "", "data": {}})
    data = error["data"]
    return (error["code"] == -32602 and
            (data["code"] == "unknown_param" or "expected" in data or
             "not supported yet" in error["message"])) or \
        (error["code"] == 1002 and "at" not in data)


@pytest.mark.parametrize("method", METHODS)
def test_the_daemon_takes_what_the_schema_takes(daemon, method):
    differs = []
    with daemon.connect() as client:
        for params in cases(method):
            reply = client.request(method, **params)
            check(method, reply)
            good = complaint(PARAMS[method], params) is None
            if good == refuses(reply):
                differs.append((params, good, reply.get("error")))
    assert differs == [], "\n".join(map(str, differs))


def test_a_schema_can_fail(judged):
    """Every member that must be there is missed, every type is looked at."""
    reply = ask(judged, "search", q="participation", facets=["kind"])
    good = reply["result"]
    for key in SCHEMAS["search"]["$defs"]["result"]["required"]:
        bad = {name: value for name, value in good.items() if name != key}
        assert complaint(RESULTS["search"], bad) is not None
    for key in good:
        assert complaint(RESULTS["search"], {**good, key: object()})
    hit = SCHEMAS["search"]["$defs"]["hit"]["properties"]
    for key in set(hit) - {"more", "missing", "why"}:
        bad = copy.deepcopy(good)
        del bad["hits"][0][key]
        assert complaint(RESULTS["search"], bad) is not None
    more = {**good, "later": 1}
    assert complaint(RESULTS["search"], more) is None  # results may grow
    assert complaint(STRICT["search"], more) is not None
