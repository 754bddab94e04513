"""docs/programs.md names what --help names: options, their letters and
arguments, commands, exit codes; and the pages name no option that is none."""
import re
import subprocess

import pytest

from conftest import PROGRAMS, SOURCE

PAGE = (SOURCE / "docs" / "programs.md").read_text(encoding="utf-8")
DOCUMENTED = ["clause", "clause-index", "clause-extract", "claused"]


def help_of(name):
    done = subprocess.run([str(PROGRAMS[name]), "--help"], timeout=60,
                          capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def section(name):
    """The part of the page about a program."""
    return re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", PAGE, re.M | re.S)[1]


def first_cells(name, first):
    """The first cells of the section's tables that begin so."""
    return [line.split(" | ")[0].removeprefix("| ")
            for line in section(name).splitlines()
            if re.match(r"\| " + first, line)]


def options_shown(name):
    """(letter, option, argument) of each line of --help."""
    return [(letter, option, arg) for letter, option, arg in re.findall(
        r"^  (?:-(\w), |    )--([a-z-]+)(?: |\[=)?([A-Za-z:=]+)?\]?(?:  |$)",
        help_of(name), re.M)]


def options_documented(name):
    found = []
    for cell in first_cells(name, "`-"):
        letter, option, arg = re.fullmatch(
            r"(?:`-(\w)`, )?`--([a-z-]+)(?: |\[=)?([A-Za-z:=]+)?\]?`",
            cell).groups()
        found.append((letter or "", option, arg or ""))
    return found


@pytest.mark.parametrize("name", DOCUMENTED)
def test_every_option_has_its_row(name):
    shown = options_shown(name)
    assert len(shown) >= 3
    assert options_documented(name) == shown


def test_every_command_has_its_row():
    listed = re.search(r"^Commands:\n((?:  .*\n)+)", help_of("clause"), re.M)
    commands = re.findall(r"^  (\w+) ", listed[1], re.M)
    assert len(commands) >= 4
    assert first_cells("clause", "`[a-z]") == [f"`{c}`" for c in commands]


@pytest.mark.parametrize("name", ["clause", "clause-index", "clause-extract"])
def test_every_exit_code_has_its_row(name):
    said = re.search(r"^Exit: (.*)\Z", help_of(name), re.M | re.S)[1]
    codes = re.findall(r"(?:^|, |,\n)(\d) ", said)
    assert len(codes) == 4
    assert first_cells(name, r"\d") == codes


@pytest.mark.parametrize("page", ["README.md", "HACKING.md",
                                  "corpus/README.md", "docs/protocol.md",
                                  "docs/programs.md"])
def test_no_page_names_an_option_that_is_none(page):
    ours = {option for name in DOCUMENTED
            for _, option, _ in options_shown(name)}
    others = {"install", "prefix", "preset", "build", "target", "test-dir", "output-on-failure",
              "once", "quick", "dry-run"}  # of cmake, ctest, ./run, ./test
    text = (SOURCE / page).read_text(encoding="utf-8")
    named = set(re.findall(r"(?<![\w|-])--([a-z][a-z-]+)", text))
    assert named <= ours | others


def test_every_finding_is_named():
    found = set()
    for path in (SOURCE / "indexer").rglob("*.c"):
        for codes in re.findall(
                r'FINDING_(?:NOTE|DOUBT|ERROR),\s*(?:\.code = )?"([a-z_]+)"'
                r'|doubt\(\s*body,\s*"([a-z_]+)"|\{"([a-z_]+)", is_',
                path.read_text(encoding="utf-8")):
            found |= set(codes) - {""}
    assert len(found) > 30
    named = re.findall(r"^\| `([a-z_]+)` \| (?:note|doubt|error) \|",
                       section("clause-index"), re.M)
    assert named == sorted(found)


@pytest.mark.parametrize("name, page", [("clause", "client/clause.1"),
                                        ("clause-index",
                                         "indexer/clause-index.1"),
                                        ("claused", "daemon/claused.1")])
def test_the_manual_page_names_every_option(name, page):
    text = (SOURCE / page).read_text(encoding="utf-8")
    listed = re.findall(r"^\.It Fl (?:\w , )?-([a-z-]+)", text, re.M)
    assert listed == [option for _, option, _ in options_shown(name)]
