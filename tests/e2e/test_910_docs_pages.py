"""README.md, HACKING.md and corpus/README.md say what is there: the run shown
is repeated, the queries are asked, names and files exist."""
import os
import re
import subprocess

import pytest

from conftest import PROGRAMS, SOURCE

PAGES = ["README.md", "HACKING.md", "CHANGELOG.md", "corpus/README.md",
         "docs/protocol.md"]


def text_of(path):
    return (SOURCE / path).read_text(encoding="utf-8")


def section(page, heading):
    """The part of a page from a heading to the next of its level."""
    return re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", text_of(page),
                     re.M | re.S)[1]


def commands():
    """The commands of the README's console blocks, and what they print."""
    for block in re.findall(r"^```console\n(.*?)^```$", text_of("README.md"),
                            re.M | re.S):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, output = part.partition("\n")
            yield command, output


def asked():
    """The queries of the README's table, one by one."""
    for line in section("README.md", "Asking").splitlines():
        if line.startswith("| `"):
            yield from re.findall(r"`([^`]+)`", line.split(" | ")[0])


def packages(path):
    lines = (line.partition("#")[0].strip()
             for line in text_of(path).splitlines())
    return {line for line in lines if line}


def test_the_readme_shows_a_run():
    shown = [command for command, _ in commands()]
    assert any(command.startswith("clause search ") for command in shown)


@pytest.mark.parametrize("command, output", commands(),
                         ids=[command for command, _ in commands()])
def test_readme_run(daemon, command, output):
    path = f"{PROGRAMS['clause'].parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, timeout=60,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PATH": path, "NO_COLOR": "1", "COLUMNS": "80",
             "CLAUSE_CONNECT": f"unix:{daemon.path}"})
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == output


def test_readme_names_every_field():
    rows = re.findall(r"\[FIELD_\w+\] = \{(.*?)\}[,;]?\n",
                      text_of("lib/model/field.c"), re.S)
    names = [re.search(r'\.name = "(\w+)"', row)[1] for row in rows
             if ".name" in row]
    assert len(names) >= 8
    queries = list(asked())
    for name in names:
        assert any(query.startswith(name + ":") for query in queries), name


@pytest.mark.parametrize("query", asked())
def test_readme_query(client, query):
    result = client.request("search", q=query).get("result")
    assert result is not None
    assert result["total"] > 0 or query in ("to:none", "edition:2008")


def options_shown():
    """The options of the README's table, one by one."""
    for line in section("README.md", "Questions, counts, order").splitlines():
        if line.startswith("| `"):
            yield from re.findall(r"`([^`]+)`", line.split(" | ")[0])


@pytest.mark.parametrize("option", options_shown())
def test_readme_option(daemon, option):
    done = subprocess.run(
        [PROGRAMS["clause"], "--connect", f"unix:{daemon.path}",
         "participation", *option.split()],
        capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert "8 clauses" in done.stdout


def test_every_package_has_its_reason():
    table = section("HACKING.md", "Dependencies")
    for name in (packages("cmake/packages-run.txt") |
                 packages("cmake/packages-test.txt")):
        assert f"`{name}`" in table, name


def test_every_reason_has_its_package():
    rows = [line for line in section("HACKING.md", "Dependencies").splitlines()
            if line.startswith("| `")]
    named = set(re.findall(r"`([^`]+)`",
                           " ".join(row.split(" | ")[0] for row in rows)))
    assert named == (packages("cmake/packages-run.txt") |
                     packages("cmake/packages-test.txt"))


def test_every_room_is_named():
    rooms = {f"lib/{path.parent.name}"
             for path in (SOURCE / "lib").glob("*/CMakeLists.txt")}
    page = section("HACKING.md", "Rooms and floors")
    assert rooms == set(re.findall(r"\| `(lib/\w+)` \|", page))


def test_every_table_is_named():
    tables = {path.name
              for path in (SOURCE / "corpus" / "tables").glob("*.tsv")}
    page = section("corpus/README.md", "Tables")
    assert tables == set(re.findall(r"^\| `(\w+\.tsv)` \|", page, re.M))


def test_files_named_exist():
    names = {name for page in PAGES for name in re.findall(
        r"`((?:\.ci|bench|client|cmake|corpus|daemon|docs|indexer|lib|tests)"
        r"/[A-Za-z0-9_./-]*)`", text_of(page))}
    assert len(names) >= 20
    for name in names:
        assert (SOURCE / name).exists() or "NAME" in name, name


def test_files_of_the_readme_exist():
    for name in re.findall(r"^\| `(\w[\w./-]*)` \|", text_of("README.md"), re.M):
        assert (SOURCE / name).exists(), name
