"""clause-index killed and refused at every step that changes the disk.

strace makes one chosen system call fail, or kills there. A first run tells
which calls change the index. By default a sample is tried, the same one each
time; CLAUSE_FAULTS=full tries every call, and 200 random moments.
"""
import random
import re
import shutil
import subprocess
import threading
import time

import pytest
from fault_index import ENV, FULL, Pair, command

CALLS = ["write", "pwrite64", "rename", "fsync", "fdatasync", "unlink",
         "unlinkat", "rmdir", "mkdir", "openat", "ftruncate"]
FULL_DISK = CALLS if FULL else ["pwrite64", "mkdir"]
FAULTS = [(name, "EIO") for name in CALLS] + [
    (name, "ENOSPC") for name in FULL_DISK]
MOMENTS = 200 if FULL else 5

pytestmark = pytest.mark.skipif(shutil.which("strace") is None,
                                reason="strace is not installed")


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    return Pair(tmp_path_factory.mktemp("pair"))


def strace(options, index, *args):
    """Of clause-index alone: what it starts has its own tests."""
    return subprocess.run(
        ["strace", "-qq", "-y", *options, *command(index, *args)],
        capture_output=True, text=True, timeout=120, env=ENV)


@pytest.fixture(scope="module")
def calls(pair, tmp_path_factory):
    """Of each call, its numbers among its kind that change the index."""
    index = pair.fresh()
    record = tmp_path_factory.mktemp("strace") / "record"
    done = strace(["-o", str(record), "-s", "4", "-e",
                   "trace=" + ",".join(CALLS)], index, pair.new)
    if done.returncode != 0 and "ptrace" in done.stderr:
        pytest.skip("no right to trace: " + done.stderr.strip())
    assert done.returncode == 0, done.stderr
    seen, found = dict.fromkeys(CALLS, 0), {name: [] for name in CALLS}
    for line in record.read_text(errors="replace").splitlines():
        call = re.match(r"(\w+)\(", line)
        if call is None:
            continue  # a signal
        name = call[1]
        seen[name] += 1
        writes = name != "openat" or re.search(r"O_(WRONLY|RDWR|CREAT)", line)
        if str(index) in line and writes:
            found[name].append(seen[name])
    return found


def sample(numbers):
    """All of them, or the last and one between."""
    return numbers if FULL else sorted({*numbers[len(numbers) // 2:][:1],
                                        *numbers[-1:]})


def test_there_are_calls_to_fail(calls):
    """Two of rename: of the lines that are kept, and of the generation."""
    assert len(calls["rename"]) >= 3
    for name in ("pwrite64", "rename", "fsync", "openat", "mkdir"):
        assert calls[name], name


@pytest.mark.parametrize("name, fault", FAULTS)
def test_a_call_fails(name, fault, calls, pair):
    """Refused: nothing is published, or all of it, as the exit code says.

    All writes of the database are tried: Xapian gives up over some of them."""
    numbers = calls[name]
    for number in numbers if name == "pwrite64" else sample(numbers):
        index = pair.fresh()
        done = strace(["-o", "/dev/null", "-e",
                       f"inject={name}:error={fault}:when={number}"],
                      index, pair.new)
        where = f"{name} {number}: {done.returncode} {done.stderr}"
        assert done.returncode in (0, 3), where
        if done.returncode == 3:
            assert "nothing was published" in done.stderr, where
        pair.check(index, published=done.returncode == 0)
        pair.check_next(index)


@pytest.mark.parametrize("name", CALLS)
def test_killed_at_a_call(name, calls, pair):
    for number in sample(calls[name]):
        index = pair.fresh()
        strace(["-o", "/dev/null", "-e",
                f"inject={name}:signal=SIGKILL:when={number}"],
               index, pair.new)
        pair.check(index)
        pair.check_next(index)


def test_killed_at_random_moments(pair):
    """The same moments each time, as parts of the time that a run takes."""
    began = time.monotonic()
    subprocess.run(command(pair.fresh(), pair.new), check=True,
                   capture_output=True)
    whole = time.monotonic() - began
    chance, killed = random.Random(59), 0
    for _ in range(MOMENTS):
        index = pair.fresh()
        process = subprocess.Popen(command(index, pair.new),
                                   stdout=subprocess.DEVNULL)
        threading.Event().wait(chance.random() * whole)
        process.kill()
        killed += process.wait() != 0
        pair.check(index)
        pair.check_next(index)
    assert killed > 0
