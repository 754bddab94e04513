"""A thousand new generations under eight clients."""
import os
import shutil
import threading

import pytest

from fault_index import Pair

SWAPS = 1000
CLIENTS = 8


class Swapper:
    """Publishes the two generations in turns, as clause-index does: a folder
    under its new name, then `current` by rename; two are kept."""

    def __init__(self, pair, index):
        self.index = index
        self.last = 2
        self.kinds = [pair.folder / "odd", pair.folder / "even"]
        shutil.copytree(index / "gen-000001", self.kinds[0])
        shutil.copytree(index / "gen-000002", self.kinds[1])

    def swap(self):
        self.last += 1
        path = self.index / f"gen-{self.last:06}"
        shutil.copytree(self.kinds[(self.last + 1) % 2], f"{path}.new",
                        copy_function=os.link)
        os.rename(f"{path}.new", path)
        new = self.index / "current.new"
        new.write_text(f"auto {path.name}\n")
        os.rename(new, self.index / "current")
        shutil.rmtree(self.index / f"gen-{self.last - 2:06}")


def judge(reply, first):
    """One reply speaks of one generation, in all its parts."""
    assert "result" in reply, reply
    result = reply["result"]
    odd = result["index"]["generation"] % 2 == 1
    word, total = ("marvel", 4) if odd else ("wonder", 6)
    assert result["total"] == total, reply
    assert len(result["hits"]) == min(2, total - first)
    for hit in result["hits"]:
        assert word in "".join(s["t"] for s in hit["segments"]), reply
    return result["index"]["generation"]


def read_pages(daemon, done, outcome):
    """Pages of one query until the swaps are over; several pages may be of
    several generations, but each says of which."""
    try:
        seen, count = set(), 0
        with daemon.connect() as client:
            while not done.is_set() or count < 10:
                for first in (0, 2):
                    reply = client.request(
                        "search", q="marvel OR wonder", limit=2, offset=first,
                        deadline_ms=10000)
                    seen.add(judge(reply, first))
                    count += 1
        outcome.append((count, seen))
    except BaseException as error:  # noqa: the thread's failure is the test's
        outcome.append(error)


@pytest.mark.parametrize("cache", ["16", "0"])
def test_a_thousand_swaps(tmp_path, start_daemon, cache):
    pair = Pair(tmp_path)
    index = tmp_path / "index"  # Pair left it at generation 2
    swapper = Swapper(pair, index)
    daemon = start_daemon("--index", str(index), "--workers", "2",
                          "--cache", cache)
    done, outcome = threading.Event(), []
    threads = [threading.Thread(target=read_pages,
                                args=(daemon, done, outcome))
               for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for _ in range(SWAPS):
        swapper.swap()
    done.set()
    for thread in threads:
        thread.join()
    for one in outcome:
        assert not isinstance(one, BaseException), one
    assert len(outcome) == CLIENTS
    seen = set().union(*(seen for _, seen in outcome))
    assert max(seen) == swapper.last == SWAPS + 2
    assert len(seen) > 10
    with daemon.connect() as client:
        status = client.request("status")["result"]
    assert status["state"] == "serving"
    assert status["process"]["workers"]["restarts"] == 0
    left = sorted(p.name for p in index.iterdir())
    assert left == ["current", f"gen-{SWAPS + 1:06}", f"gen-{SWAPS + 2:06}",
                    "lock", "parsed"]
