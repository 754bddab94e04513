"""What a resolution cites, and who cites it: bodies, editions, and what is
held of them."""
import json
import subprocess

import cited
import pytest
from conftest import program


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("refs")
    cited.write(folder / "texts")
    subprocess.run([program("clause-index"), "-q", "--index", folder / "index",
                    folder / "texts"], check=True, timeout=60)
    return folder / "index"


def clause(index, *args):
    return subprocess.run([program("clause"), "--index", index, *args],
                          capture_output=True, text=True, timeout=60)


def test_show_looks_at_footnotes_too(index):
    shown = json.loads(clause(index, "show", "--json", "901/footnote.1").stdout)
    assert shown["cites_held"] == ["demo-904@2112"]
