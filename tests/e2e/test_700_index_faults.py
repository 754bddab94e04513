"""What can happen to an index on its disk: said, never served, mended."""
import ctypes
import fcntl
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import pytest
from conftest import program, wait_until
from fault_index import Pair, ask, build, command, held, write_texts

FILES = ["iamglass", "docdata.glass", "position.glass", "postlist.glass",
         "termlist.glass", "seal"]
IS_ROOT = os.geteuid() == 0


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    return Pair(tmp_path_factory.mktemp("pair"))


@pytest.fixture
def index(pair, tmp_path):
    target = tmp_path / "index"
    shutil.copytree(pair.base, target)
    return target


def flip(path, at=None):
    data = bytearray(path.read_bytes())
    data[len(data) // 2 if at is None else at] ^= 0x10
    path.write_bytes(data)


def cut(path):
    os.truncate(path, path.stat().st_size // 2)


def empty_current(index):
    (index / "current").write_text("")


def current_elsewhere(index):
    (index / "current").write_text("auto gen-000007\n")


def current_a_folder(index):
    (index / "current").unlink()
    (index / "current").mkdir()


def no_generation(index):
    shutil.rmtree(index / "gen-000001")


def generation_a_file(index):
    no_generation(index)
    (index / "gen-000001").write_text("x")


def empty_generation(index):
    for file in (index / "gen-000001").iterdir():
        file.unlink()


def half_copied(index):
    for name in ("postlist.glass", "seal"):
        (index / "gen-000001" / name).unlink()


def is_a_file(index):
    shutil.rmtree(index)
    index.write_text("x")


def gone(index):
    shutil.rmtree(index)


FAULTS = [no_generation, generation_a_file, empty_generation, half_copied,
          is_a_file, gone]


def lost_current(index):
    (index / "current").unlink()


def damages():
    for name in FILES:
        for harm in (flip, cut, Path.unlink):
            yield pytest.param(name, harm, id=f"{harm.__name__}-{name}")


def expect_unavailable(client, target, code="index_unavailable"):
    error = client.request("search", q="made")["error"]
    assert error["data"]["code"] == code, error
    assert error["code"] == {"index_unavailable": 1206,
                             "index_incompatible": 1207}[code]
    assert str(target) in error["data"]["fix"]
    status = client.request("status")["result"]
    assert status["state"] == "unavailable" and status["index"] is None
    assert status["reason"] == error["message"]
    assert status["fix"] == error["data"]["fix"]
    return error


@pytest.mark.parametrize("fault", FAULTS)
def test_nothing_to_serve(fault, index, pair, start_daemon):
    """The daemon starts, says so, starts no process twice, and heals."""
    fault(index)
    daemon = start_daemon("--index", str(index), "--workers", "1")
    with daemon.connect() as client:
        for _ in range(3):
            error = expect_unavailable(client, index)
        if index.is_file():
            assert error["message"].startswith(f"{index} is not a folder: ")
            assert "--rebuild" not in error["data"]["fix"]
        status = client.request("status")["result"]
        assert status["process"]["workers"]["restarts"] == 0
        if index.is_file():
            done = build(index, pair.new)
            assert done.returncode == 3 and "is not a folder" in done.stderr
            assert "nothing was published" in done.stderr
            index.unlink()
        done = build(index, "--rebuild", pair.new)
        assert done.returncode == 0, done.stderr
        result = client.request("search", q="made")["result"]
        assert result["total"] == 3
        assert client.request("status")["result"]["state"] == "serving"
    assert held(index)[1] == pair.after


@pytest.mark.parametrize("fault, says", [
    (empty_current, "names no generation"),
    (current_elsewhere, "gen-000007 is missing"),
    (current_a_folder, "not a regular file"),
    (lost_current, "current is missing")])
def test_the_finished_one_serves(fault, says, index, pair, start_daemon):
    """Without a `current` to go by, the newest finished generation does."""
    fault(index)
    with start_daemon("--index", str(index)).connect() as client:
        result = client.request("search", q="made")["result"]
        assert result["index"]["generation"] == 1 and result["total"] == 2
        status = client.request("status")["result"]
        assert status["state"] == "degraded" and says in status["reason"]
        if (index / "current").is_dir():
            done = build(index, pair.new)
            assert done.returncode == 3 and "current" in done.stderr
            assert "nothing was published" in done.stderr
            (index / "current").rmdir()
        pair.check_next(index)
        assert client.request("search", q="made")["result"]["total"] == 3
        assert client.request("status")["result"]["state"] == "serving"


@pytest.mark.parametrize("name, harm", damages())
def test_damage_at_opening(name, harm, index):
    harm(index / "gen-000001" / name)
    code, answer = ask(index, "search", "made")
    assert code == 3
    assert answer["error"]["data"]["code"] == "index_unavailable"
    assert name in answer["error"]["message"]
    code, status = ask(index, "status")
    assert code == 3 and name in status["reason"]


def test_another_format(index, start_daemon, pair):
    """As a later version would write it: its own seal, which is whole."""
    seal = index / "gen-000001" / "seal"
    lines = seal.read_text().splitlines(keepends=True)
    body = "".join(["clause-seal 99\n", *lines[1:-1]])
    seal.write_text(body + checksum(body) + "\n")
    with start_daemon("--index", str(index)).connect() as client:
        error = expect_unavailable(client, index, "index_incompatible")
        assert '"99"' in error["message"]
        assert build(index, "--rebuild", pair.new).returncode == 0
        assert client.request("search", q="made")["result"]["total"] == 3


class Hash128(ctypes.Structure):
    _fields_ = [("low", ctypes.c_uint64), ("high", ctypes.c_uint64)]


def checksum(text):
    library = ctypes.CDLL("libxxhash.so.0")
    library.XXH3_128bits.restype = Hash128
    library.XXH3_128bits.argtypes = [ctypes.c_char_p, ctypes.c_size_t]
    value = library.XXH3_128bits(text.encode(), len(text))
    return f"{value.high:016x}{value.low:016x}"


def test_a_newer_one_is_broken(index, pair, start_daemon):
    """The old one answers, also from a daemon that is started anew."""
    daemon = start_daemon("--index", str(index), "--workers", "2")
    with daemon.connect() as client:
        assert client.request("search", q="made")["result"]["total"] == 2
        assert build(index, pair.new).returncode == 0
        assert client.request("search", q="made")["result"]["total"] == 3
        flip(index / "gen-000002" / "postlist.glass")
        late = start_daemon("--index", str(index), "--workers", "1")
        with late.connect() as other:
            for one in (client, other):
                # files of an open generation are looked at now and then
                wait_until(lambda one=one: one.request("search", q="made")[
                    "result"]["index"]["generation"] == 1, "the old one")
                for _ in range(4):
                    result = one.request("search", q="made")["result"]
                    assert result["index"]["generation"] == 1
                    assert result["total"] == 2
                status = one.request("status")["result"]
                assert status["state"] == "degraded"
                assert "postlist.glass is damaged" in status["reason"]
                assert "generation 1 answers" in status["reason"]
                assert "--rebuild" in status["fix"]
            # without PATH: those of the generation that can be read
            done = build(index)
            assert done.returncode == 0 and "2 editions" in done.stdout
            for one in (client, other):
                assert one.request("search", q="made")["result"]["index"][
                    "generation"] == 3
                assert one.request("status")["result"]["reason"] is None
    names = sorted(p.name for p in index.iterdir())
    assert names == ["current", "gen-000001", "gen-000003", "lock", "parsed"]


def test_trouble_is_logged(index, pair, start_daemon):
    """Once when it comes, once when it has gone, not for each request."""
    empty_current(index)
    daemon = start_daemon("--index", str(index), "--workers", "1")
    trouble = "clause-worker: warning: trouble with the index: "
    with daemon.connect() as client:
        for _ in range(3):
            client.request("search", q="made")
        wait_until(lambda: trouble in daemon.log(), "trouble in the log")
        assert build(index, pair.new).returncode == 0
        for _ in range(3):
            client.request("search", q="made")
        wait_until(lambda: "the index is whole again" in daemon.log(),
                   "the repair in the log")
    assert daemon.stop() == 0
    lines = [line for line in daemon.lines if "clause-worker: " in line]
    assert len([line for line in lines if line.startswith(trouble)]) == 1
    assert "names no generation; generation 1 answers" in "".join(lines)
    assert len([line for line in lines if "whole again" in line]) == 1


def test_damage_under_a_reader(index, start_daemon):
    """Files that change in place are noticed, in a tenth of a second."""
    daemon = start_daemon("--index", str(index), "--workers", "1")
    with daemon.connect() as client:
        assert client.request("search", q="made")["result"]["total"] == 2
        flip(index / "gen-000001" / "docdata.glass")
        wait_until(lambda: "error" in client.request("search", q="made"),
                   "the damage to be noticed")
        expect_unavailable(client, index)
        flip(index / "gen-000001" / "docdata.glass")
        wait_until(lambda: "result" in client.request("search", q="made"),
                   "the repair to be noticed")


def spoil(path):
    """Makes it another file in a way that nothing shows but its bytes, as a
    disk that goes bad does."""
    before = path.stat()
    path.write_bytes(b"\xa5" * before.st_size)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def two_generations(index, pair, start_daemon, workers):
    """A daemon that has read little of the second, which is served."""
    assert build(index, pair.new).returncode == 0
    daemon = start_daemon("--index", str(index), "--workers", str(workers),
                          "--cache", "0")
    daemon.warm(workers)
    return daemon


def expect_the_first(client):
    """And the second is known to be damaged."""
    result = client.request("search", q="made")["result"]
    assert result["index"]["generation"] == 1 and result["total"] == 2
    status = client.request("status")["result"]
    assert status["state"] == "degraded"
    assert "postlist.glass is damaged" in status["reason"]
    assert "generation 1 answers" in status["reason"]


def expect_the_next(index, pair, client):
    assert build(index, pair.new).returncode == 0
    for _ in range(4):
        result = client.request("search", q="made")["result"]
        assert result["index"]["generation"] == 3 and result["total"] == 3
        assert client.request("status")["result"]["state"] == "serving"


def test_damage_that_shows_only_when_it_is_read(index, pair, start_daemon):
    """The request that meets it is answered from the generation before."""
    daemon = two_generations(index, pair, start_daemon, 2)
    with daemon.connect() as client:
        for name in ("postlist.glass", "docdata.glass", "position.glass"):
            spoil(index / "gen-000002" / name)
        for number in range(6):  # none that a worker could have kept
            reply = client.request("search", q=f"made -{number}x")
            assert "result" in reply, reply
            assert reply["result"]["total"] == {1: 2, 2: 3}[
                reply["result"]["index"]["generation"]]
        wait_until(lambda: client.request("search", q="text -x")["result"][
            "index"]["generation"] == 1 and client.request("status")["result"][
                "state"] == "degraded", "the worker to have met it")
        expect_the_next(index, pair, client)
        assert client.request("status")["result"]["process"]["workers"][
            "restarts"] == 0


def searcher_and_spare(daemon, client):
    """Of a daemon with one worker, nobody has asked it a search yet."""
    one, other = daemon.warm(1)
    os.kill(one, signal.SIGSTOP)
    reply = client.request("search", q="made", deadline_ms=300)
    os.kill(one, signal.SIGCONT)
    assert "result" in client.request("search", q="made", deadline_ms=10000)
    return (other, one) if "result" in reply else (one, other)


def test_damage_that_kills_workers(index, pair, start_daemon):
    """Two die over one request; those that come after them look first at
    what they open."""
    daemon = two_generations(index, pair, start_daemon, 1)
    with daemon.connect() as client, daemon.connect() as other:
        workers = searcher_and_spare(daemon, other)
        spoil(index / "gen-000002" / "postlist.glass")
        for pid in workers:
            os.kill(pid, signal.SIGSTOP)
        client.ask("killer", "search", q="made", deadline_ms=10000)
        client.ask("read", "ping")
        assert client.reply()["id"] == "read"
        for pid in workers:  # when the first has gone the second has it
            os.kill(pid, signal.SIGKILL)
            wait_until(lambda pid=pid: pid not in daemon.workers(), "its end")
            other.request("ping")
        error = client.reply()["error"]
        assert error["data"]["code"] == "internal"
        incident = f"incident {error['data']['incident']}: "
        wait_until(lambda: incident in daemon.log(), "the incident in the log")
        for _ in range(4):
            expect_the_first(client)
        expect_the_next(index, pair, client)


def test_refusals_after_a_fault(index, pair, tmp_path):
    """A lost `current` is no licence to drop what is held."""
    one = write_texts(tmp_path / "one", 1, "marvel")
    (one / "901.txt").rename(one / "readme.txt")
    (one / "readme.txt").write_text((pair.old / "901.txt").read_text()
                                    .replace("901", "950"))
    empty_current(index)
    done = build(index, one)
    assert done.returncode == 3 and "would drop 2 of the 2" in done.stderr
    assert held(index)[0] == 1
    assert build(index).returncode == 0  # and its paths are still known
    assert held(index) == (2, pair.before)


def test_no_paths_left(index):
    no_generation(index)
    for options in ((), ("--rebuild",)):
        done = build(index, *options)
        assert done.returncode == 3, done.stderr
        assert "gen-000001" in done.stderr
    assert "name the files or folders" in done.stderr


@pytest.fixture
def holder(index):
    """A process that holds the lock, as a writer does."""
    with open(index / "lock", "r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.truncate()
        lock.write("4711 2026-01-02T03:04:05Z\n")
        lock.flush()
        yield lock


def test_a_second_writer(index, pair, holder):
    for options in ((), ("--wait", "0")):
        done = build(index, *options, pair.new)
        assert done.returncode == 3
        assert "process 4711 since 2026-01-02T03:04:05Z" in done.stderr
        assert "--wait SECONDS" in done.stderr
    assert held(index)[0] == 1


def test_a_second_writer_waits(index, pair, holder):
    process = subprocess.Popen(command(index, "--wait", "60", pair.new),
                               stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True)
    expect_waiting(process)
    fcntl.flock(holder, fcntl.LOCK_UN)
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 0 and out.startswith("generation 2")


def expect_waiting(process):
    assert "by process 4711 since" in process.stderr.readline()
    assert "waiting" in process.stderr.readline()
    assert process.poll() is None


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_stopped_by_a_signal(number, index, pair):
    """It ends in order, publishes nothing and frees the lock. A signal that
    came before it began is found between two pieces of work."""
    def send_first():
        signal.pthread_sigmask(signal.SIG_BLOCK, [number])
        os.kill(os.getpid(), number)

    expect_stopped(number, index, subprocess.Popen(
        command(index, pair.new), stderr=subprocess.PIPE, text=True,
        preexec_fn=send_first))
    pair.check_next(index)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_stopped_while_it_waits(number, index, pair, holder):
    """At once, not when the one that is waited for has ended."""
    process = subprocess.Popen(command(index, "--wait", "3600", pair.new),
                               stderr=subprocess.PIPE, text=True)
    expect_waiting(process)
    process.send_signal(number)
    expect_stopped(number, index, process)
    fcntl.flock(holder, fcntl.LOCK_UN)
    pair.check_next(index)


def expect_stopped(number, index, process):
    _, says = process.communicate(timeout=60)
    assert process.returncode == 3, says
    assert f"stopped by {number.name}" in says
    assert "nothing was published; the index is as it was" in says
    assert {p.name for p in index.iterdir()} - {"parsed"} == {
        "current", "gen-000001", "lock"}


needs_root = pytest.mark.skipif(not IS_ROOT, reason="mounting needs root")


@pytest.fixture
def disk(tmp_path):
    """A file system of 1 MB of our own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none",
                           str(folder)], capture_output=True, text=True)
    if done.returncode != 0:
        pytest.skip("no right to mount: " + done.stderr.strip())
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(path):
    """Writes until the disk is full."""
    with open(path, "wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            pass


@needs_root
def test_a_full_disk(disk, pair, start_daemon):
    index = disk / "index"
    shutil.copytree(pair.base, index)
    with start_daemon("--index", str(index)).connect() as client:
        fill(disk / "ballast")
        for _ in range(2):
            done = build(index, pair.new)
            assert done.returncode == 3
            assert str(index) in done.stderr
            assert "No space left on device" in done.stderr
            assert "nothing was published" in done.stderr
            assert client.request("search", q="made")["result"]["total"] == 2
            assert client.request("status")["result"]["state"] == "serving"
        (disk / "ballast").unlink()
        pair.check_next(index)
        assert client.request("search", q="made")["result"]["total"] == 3


@needs_root
def test_no_room_for_what_is_kept_fails_nothing(disk, pair, index):
    os.symlink(disk, index / "parsed")
    fill(disk / "ballast")
    done = build(index, pair.new)
    assert done.returncode == 0
    assert "No space left on device" in done.stderr
    pair.check(index, published=True)
    assert [path.name for path in disk.iterdir()] == ["ballast"]
    (disk / "ballast").unlink()
    pair.check_next(index)


@needs_root
def test_a_read_only_disk(disk, pair, start_daemon):
    index = disk / "index"
    shutil.copytree(pair.base, index)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    with start_daemon("--index", str(index)).connect() as client:
        done = build(index, pair.new)
        assert done.returncode == 3
        assert "Read-only file system" in done.stderr
        assert "nothing was published" in done.stderr
        assert client.request("search", q="made")["result"]["total"] == 2
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
        pair.check_next(index)


@needs_root
def test_without_rights(pair):
    """As a user who may not read it; root may always."""
    with tempfile.TemporaryDirectory() as name:
        index = Path(name) / "index"
        shutil.copytree(pair.base, index)
        os.chmod(name, 0o755)
        os.chmod(index, 0o755)
        os.chmod(index / "gen-000001", 0)
        try:
            subprocess.run([program("clause"), "--version"], user="nobody",
                           capture_output=True, check=True)
        except (PermissionError, subprocess.CalledProcessError):
            pytest.skip("nobody may not run the programs of this build")
        done = subprocess.run(
            [program("clause"), "--index", str(index), "search", "made"],
            user="nobody", capture_output=True, text=True, timeout=60)
        assert done.returncode == 3
        assert "Permission denied" in done.stderr
        assert f"repair: let the user of this process read {index}" in \
            done.stderr
        done = subprocess.run(command(index, pair.new), user="nobody",
                              capture_output=True, text=True, timeout=60)
        assert done.returncode == 3 and "Permission denied" in done.stderr
