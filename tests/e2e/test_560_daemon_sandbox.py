"""Workers stand within walls: what the kernel says of the real processes, and
that an index which comes, grows or is replaced is still served.

A kernel without a wall is told apart by `status`; then only that is tested."""
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from conftest import SOURCE, program, wait_until


def make_index(folder):
    subprocess.run([program("clause-index"), "--rebuild", "--index",
                    str(folder), str(SOURCE / "corpus")], check=True,
                   timeout=300, capture_output=True)


@pytest.fixture
def own(index, tmp_path):
    """An index of this test alone."""
    folder = tmp_path / "own"
    shutil.copytree(index, folder)
    return folder


def status(client):
    return client.request("status")["result"]


def of_process(pid, name):
    text = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(rf"^{name}:\s+(\d+)$", text, re.M)[1])


def limit_of(pid, name):
    text = Path(f"/proc/{pid}/limits").read_text()
    return re.search(rf"^{name} +(\S+) +(\S+) ", text, re.M).groups()


def serves(client, generation):
    """Whether a search is answered from that generation."""
    result = client.request("search", q="participation").get("result")
    return result and result["index"]["generation"] == generation


def test_workers_stand_within_walls(start_daemon):
    daemon = start_daemon("--workers", "2")
    pids = daemon.warm(2)
    with daemon.connect() as client:
        sandbox = status(client)["sandbox"]
    assert set(sandbox) == {"seccomp", "landlock"}
    for pid in pids:
        assert of_process(pid, "NoNewPrivs") == 1
        assert of_process(pid, "Seccomp") == (2 if sandbox["seccomp"] else 0)
        assert limit_of(pid, "Max core file size") == ("0", "0")
        assert limit_of(pid, "Max file size") == ("0", "0")
        assert limit_of(pid, "Max open files") == ("64", "64")
    missing = daemon.log().count("not fully sandboxed: ")
    assert missing == (0 if all(sandbox.values()) else len(pids))


def test_main_process_gains_no_rights(start_daemon):
    daemon = start_daemon()
    assert of_process(daemon.pid, "NoNewPrivs") == 1


def test_worker_has_no_files_of_its_parent(start_daemon, own):
    daemon = start_daemon("--workers", "1", "--index", str(own))
    pids = daemon.warm(1)
    with daemon.connect() as client:
        client.request("search", q="participation")
        files = {os.readlink(f"/proc/{pid}/fd/{fd}") for pid in pids
                 for fd in os.listdir(f"/proc/{pid}/fd")}
    for name in files:
        assert name.startswith(("socket:", "pipe:")) \
            or own in Path(name).parents, files


def test_new_generations_are_read_within_the_walls(start_daemon, own):
    daemon = start_daemon("--workers", "2", "--index", str(own))
    first = daemon.warm(2)
    with daemon.connect() as client:
        generation = status(client)["index"]["generation"]
        for step in (1, 2, 3):
            make_index(own)
            assert serves(client, generation + step)
        assert status(client)["reason"] is None
        assert daemon.workers() == first


def test_index_that_comes_later_is_served_and_walled_in(start_daemon,
                                                        tmp_path):
    folder = tmp_path / "later"
    daemon = start_daemon("--workers", "1", "--index", str(folder))
    first = daemon.warm(1)
    with daemon.connect() as client:
        before = status(client)
        assert before["state"] == "unavailable"
        assert before["sandbox"]["landlock"] is False
        make_index(folder)
        assert serves(client, 1)
        after = status(client)
        assert after["state"] == "serving"
        if not daemon.log().count("not fully sandboxed"):
            assert after["sandbox"]["landlock"] is True
        assert daemon.workers() == first


def test_folder_that_is_replaced_is_served_by_new_workers(start_daemon, own,
                                                          tmp_path):
    """As `mv new index` does; nobody gets anything but a right answer, from
    the first request on."""
    daemon = start_daemon("--workers", "2", "--index", str(own))
    first = daemon.warm(2)
    new = tmp_path / "new"
    for _ in range(3):
        make_index(new)
    with daemon.connect() as client:
        generation = status(client)["index"]["generation"]
        assert generation != 3
        own.rename(tmp_path / "old")
        for _ in range(5):  # there is none now: the open one answers
            assert serves(client, generation)
        new.rename(own)
        for _ in range(20):
            assert serves(client, 3)
        for i in range(100):
            client.ask(i, "search", q="participation", deadline_ms=10000)
        for _ in range(100):
            assert client.reply()["result"]["index"]["generation"] == 3
        after = status(client)
        assert after["state"] == "serving"
        if after["sandbox"]["landlock"]:
            assert not set(daemon.warm(2)) & set(first)


def test_folder_that_is_replaced_while_many_ask(start_daemon, own, tmp_path):
    """Whichever worker sees it first, and whatever it was handed already."""
    daemon = start_daemon("--workers", "2", "--index", str(own))
    daemon.warm(2)
    other = tmp_path / "other"
    shutil.copytree(own, other)
    with daemon.connect() as client:
        for step in range(6):
            client.send("".join(
                client.text(i, "search", q="participation", deadline_ms=10000)
                for i in range(200)))
            assert "result" in client.reply()
            aside = tmp_path / f"aside{step}"
            own.rename(aside)
            other.rename(own)
            other = aside
            for _ in range(199):
                reply = client.reply()
                assert "result" in reply, (reply, daemon.log())
            daemon.warm(2)


def test_workers_of_the_command_line_are_walled_in_too(index, client):
    walls = status(client)["sandbox"]
    done = subprocess.run([program("clause"), "--index", index, "status",
                           "--json"], capture_output=True, text=True,
                          timeout=60, check=True)
    assert json.loads(done.stdout)["sandbox"] == walls
    assert done.stderr == ""
    text = subprocess.run([program("clause"), "--index", index, "status"],
                          capture_output=True, text=True, timeout=60,
                          check=True).stdout
    assert re.search(r"^sandbox  seccomp (yes|no|true|false), "
                     r"landlock (yes|no|true|false)$", text, re.M)
