"""JSONL: rows of the minimal shape, what `show` printed back in, bad rows."""
import json
import re
import subprocess

import pytest
from conftest import SOURCE, program, start
from judged import judged_index, judged_questions

JUDGED = SOURCE / "tests" / "relevance" / "corpus"
GOOD = '{"id":"good","title":"A made-up row","text":"penguins like rows"}'


def run(*args):
    done = subprocess.run([str(a) for a in args], capture_output=True,
                          timeout=120)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def index(tmp_path, *paths):
    folder = tmp_path / "index"
    code, out, err = run(program("clause-index"), "--index", folder,
                         "--replace", *paths)
    return folder, code, out, err


def ask(folder, *args):
    code, out, err = run(program("clause"), "--index", folder, *args, "--json")
    reply = json.loads(out)
    for volatile in ("took_ms", "index", "next"):  # a page knows its index
        reply.pop(volatile, None)
    return code, reply


def without_process(text):
    reply = json.loads(text)
    for volatile in ("took_ms", "index"):
        reply.pop(volatile, None)
    return reply


def write(path, *rows):
    path.write_bytes(b"".join(
        (row if isinstance(row, bytes) else row.encode()) + b"\n"
        for row in rows))
    return path


def test_a_minimal_row_is_a_document_of_one_clause(tmp_path):
    rows = write(tmp_path / "rows.jsonl", GOOD, "",
                 '{"id":"2","title":"Second","text":"one\\nparagraph"}')
    folder, code, _, err = index(tmp_path, rows, SOURCE / "corpus")
    assert code == 0, err
    code, found = ask(folder, "search", "penguin rows")
    assert code == 0 and found["total"] == 1
    hit = found["hits"][0]
    assert hit["id"] == hit["cite"] == hit["resolution"] == "doc/good"
    assert hit["edition"] is None and hit["kind"] == "other"
    assert hit["source"] == {"file": "rows.jsonl", "line": 1}
    code, shown = ask(folder, "show", "doc/2")
    assert code == 0 and shown["number"] is None and shown["body"] == "doc"
    assert shown["sections"][0]["clauses"][0]["text"] == "one paragraph"
    assert shown["sections"][0]["clauses"][0]["source"]["line"] == 3
    assert ask(folder, "search", "body:doc")[1]["total"] == 2
    assert ask(folder, "search", "body:wtsa penguins")[1]["total"] == 0
    code, found = ask(folder, "search", "--group", "res", "body:doc")
    assert code == 0 and found["total"] == 2
    assert [(hit["id"], hit.get("more", 0)) for hit in found["hits"]] == \
        [("doc/2", 0), ("doc/good", 0)]
    code, gone = ask(folder, "show", "doc/none")
    assert code == 1 and gone["error"]["data"]["code"] == "not_in_corpus"
    code, out, _ = run(program("clause"), "--index", folder, "show", "doc/2")
    assert code == 0 and out == ("doc/2\nSecond\n\n  one paragraph\n\n"
                                 "Source: rows.jsonl\n")


def test_a_minimal_row_cites_what_its_text_does(tmp_path):
    text = ("made up: Resolution 970 (Nowhere, 1931) and Resolution 59 (Rev. "
            "Dubai, 2012) of the World Telecommunication Standardization "
            "Assembly")
    rows = write(tmp_path / "rows.jsonl", json.dumps(
        {"id": "7", "title": "A made-up row", "text": text}))
    folder, code, _, err = index(tmp_path, rows, SOURCE / "corpus")
    assert code == 0, err
    refs = ask(folder, "refs", "doc/7")[1]
    assert [(one["text"], one["target"]["state"])
            for one in refs["cites"]] == [
        ("Resolution 970 (Nowhere, 1931)", "unknown"),
        ("Resolution 59 (Rev. Dubai, 2012)", "held")]
    assert ask(folder, "search", "cites:59@2012")[1]["total"] == 1
    shown = run(program("clause"), "--index", folder, "show", "doc/7",
                "--json")[1]
    again, code, _, err = index(tmp_path, write(tmp_path / "again.jsonl",
                                                shown), SOURCE / "corpus")
    assert code == 0, err
    assert ask(again, "refs", "doc/7")[1] == refs
    assert ask(again, "show", "doc/7")[1] == without_process(shown)


def test_a_byte_order_mark_is_no_part_of_the_first_row(tmp_path):
    rows = write(tmp_path / "rows.jsonl", b"\xef\xbb\xbf" + GOOD.encode())
    folder, code, _, err = index(tmp_path, rows)
    assert code == 0, err
    assert ask(folder, "search", "penguins")[1]["total"] == 1


def test_bad_rows_are_named_and_the_rest_is_read(tmp_path):
    whole = json.loads(run(program("clause-index"), "--check", "--json",
                           SOURCE / "corpus")[1])
    stolen = dict(whole, id="wtsa-60@2012")
    part = dict(whole, focus="wtsa-59@2012/recognizing.a")
    bad = [
        (b'{"id":"x","title":"t","text":"\xff"}', "UTF-8"),
        ('{"id":"x","title":"t"}', '"text" is missing'),
        ('{"id":1,"title":"t","text":"t"}', '"id" is missing or not'),
        ('{"id":"x","titel":"t","text":"t"}', 'did you mean "title"'),
        ('{"id":"a b","title":"t","text":"t"}', '"a b" is no id: that is 1 to '
         "56 letters, digits and -._:"),
        ('{"id":"x","id":"y","title":"t","text":"t"}', "stands there already"),
        ('{"id":"x","title":"t","text":"cut\\u0000"}', "at byte"),
        ("[1]", "a row is a JSON object"),
        ("{", "not JSON"),
        ('{"id":"good","title":"t","text":"other"}', "rows.jsonl, line 1"),
        ('{"id":"x","title":"t","text":"%s"}' % ("x" * 4194304), "4194304"),
        (json.dumps(stolen), 'should be "wtsa-59@2012"'),
        (json.dumps(part), "part of a resolution"),
        (json.dumps(dict(whole, body="nobody")), 'body "nobody"'),
        (json.dumps(dict(whole, number=1.5)), '"number"'),
    ]
    rows = write(tmp_path / "rows.jsonl", GOOD, *(row for row, _ in bad))
    folder, code, out, err = index(tmp_path, rows)
    lines = err.splitlines()
    assert code == 1 and len(lines) == len(bad), err
    for number, (line, (_, why)) in enumerate(zip(lines, bad), start=2):
        assert f"failed: rows.jsonl: line {number}: " in line and why in line
        assert ";" in line or "did you mean" in line, "what to do"
    assert re.search(r"^1 file in \d+\.\d s: 1 failed$", out, re.M), out
    assert ask(folder, "search", "penguins")[1]["total"] == 1


@pytest.mark.parametrize("rows, first", [
    (b"\0", 1), (b"\0\n", 1), (b"\r\n \t\n\0\0\n\n", 3)])
def test_zeros_are_no_empty_row(tmp_path, rows, first):
    """A disk leaves such in a file that it could not write."""
    (tmp_path / "zeros.jsonl").write_bytes(rows)
    good = write(tmp_path / "good.jsonl", GOOD)
    _, code, _, err = index(tmp_path, good, tmp_path / "zeros.jsonl")
    assert code == 1 and err.count("\n") == 1
    assert f"failed: zeros.jsonl: line {first}: " in err


def test_a_second_text_keeps_its_id_in_a_row(tmp_path):
    text = (JUDGED / "demo-948-2026.txt").read_text()
    (tmp_path / "a.txt").write_text(text)
    (tmp_path / "b.txt").write_text(text.replace("invites", "invites again",
                                                 1))
    texts = [tmp_path / "a.txt", tmp_path / "b.txt"]
    first, code, _, err = index(tmp_path, *texts)
    assert code == 0 and "demo-948@2026.2" in err
    shown = [run(program("clause"), "--index", first, "show", i, "--json")[1]
             for i in ("demo-948@2026.2", "demo-948@2026")]
    (tmp_path / "again").mkdir()
    rows = write(tmp_path / "again" / "all.jsonl",
                 *(reply.strip() for reply in shown))
    second, code, _, err = index(rows.parent, rows)
    assert code == 0, err
    for i, reply in zip(("demo-948@2026.2", "demo-948@2026"), shown):
        known, again = json.loads(reply), ask(second, "show", i)[1]
        known.pop("index")
        assert known == again


def washed(reply):
    """A reply without what differs between two indexes of one content."""
    result = dict(reply.get("result", {}))
    for volatile in ("took_ms", "index", "next"):  # a page knows its index
        result.pop(volatile, None)
    return {**reply, "result": result}


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """Connections to two daemons: on texts, and on what `clause show --json`
    prints of all that the first one holds, as rows."""
    folder = tmp_path_factory.mktemp("rows")
    doc = write(folder / "doc.jsonl", GOOD)
    first = start(program("claused"), folder / "1.sock",
                  ["--index", judged_index(folder, JUDGED,
                                           SOURCE / "corpus", doc)])
    place = ["--connect", f"unix:{first.path}"]
    ids = run(program("clause"), *place, "coverage", "--format", "ids")[1]
    shown = [run(program("clause"), *place, "show", i, "--json")[1].strip()
             for i in ids.split()]
    (folder / "again").mkdir()
    rows = write(folder / "again" / "all.jsonl", *shown)
    second = start(program("claused"), folder / "2.sock",
                   ["--index", judged_index(rows.parent, rows)])
    with first.connect() as one, second.connect() as two:
        yield one, two, ids.split()
    first.check_end()
    second.check_end()


def assert_same(both, method, **params):
    one, two = (washed(client.request(method, **params))
                for client in both[:2])
    one["id"] = two["id"]
    assert one == two, params
    return one


def test_rows_of_show_are_the_same_resolutions(both):
    ids = both[2]
    assert len(ids) == 74 and {"wtsa-59@2012", "doc/good"} <= set(ids)
    for i in ids:
        assert assert_same(both, "show", id=i)["result"]["id"] == i
    assert assert_same(both, "coverage")["result"]["held_total"] == len(ids)


def test_rows_of_show_give_the_same_answers(both):
    """Ids, order, scores, marks and near misses of all judged questions."""
    hits = 0
    for how, text in judged_questions():
        if how == "show":
            assert_same(both, "show", id=text)
            continue
        for match in ("all", "any"):
            reply = assert_same(both, "search", q=text, match=match, limit=100)
            hits += len(reply["result"].get("hits", []))
        assert_same(both, "search", q=text, edition="all", group="res")
        assert_same(both, "ask", q=text)
        assert_same(both, "facets", q=text, edition="all")
    assert hits > 1000
    for text in ("kind:footnote", "body:doc", "penguins", "res:59",
                 "edition:all study groups", "to:member-states"):
        assert assert_same(both, "search", q=text, limit=100)["result"]["hits"]
