"""claused: where it serves, what it says, and what it refuses."""
import os
import shutil
import socket
import stat
import subprocess

from conftest import SOURCE, Client, program, wait_until


def run(fake, *options, **env):
    """Runs a claused that is expected to stop by itself."""
    ended = subprocess.run([str(fake.folder / "claused"), *options],
                           capture_output=True, text=True, timeout=60,
                           env={**os.environ, **env})
    assert "Sanitizer" not in ended.stderr
    return ended


def test_ready_line_means_that_it_accepts(fake):
    daemon = fake()
    assert daemon.lines[-1] == f"claused: ready on unix:{daemon.path}"
    with daemon.connect() as client:
        assert client.request("ping")["result"] == {"pong": True}


def test_several_sockets(fake, tmp_path):
    second = tmp_path / "second.sock"
    daemon = fake("--listen", f"unix:{second}")
    wait_until(lambda: f"claused: ready on unix:{second}" in daemon.lines,
               "the second ready line")
    for path in (daemon.path, str(second)):
        with Client(path) as client:
            assert "result" in client.request("ping")


def test_socket_is_ours_alone_in_a_folder_of_ours(fake):
    daemon = fake()
    assert stat.S_IMODE(os.stat(daemon.path).st_mode) == 0o600


def test_socket_in_a_shared_folder_is_for_the_group(fake, tmp_path):
    shared = tmp_path / "shared"
    shared.mkdir(mode=0o750)
    path = shared / "s.sock"
    fake("--listen", f"unix:{path}")
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o660


def test_folder_that_anybody_may_write_is_refused(fake, tmp_path):
    shared = tmp_path / "open"
    shared.mkdir()
    shared.chmod(0o777)
    ended = run(fake, "--listen", f"unix:{shared}/s.sock")
    assert ended.returncode == 1
    assert "anybody may put files" in ended.stderr


def test_second_daemon_on_the_same_socket_is_refused(fake):
    daemon = fake()
    ended = run(fake, "--listen", f"unix:{daemon.path}")
    assert ended.returncode == 1
    assert (f"unix:{daemon.path}: a daemon serves there already"
            in ended.stderr)
    with daemon.connect() as client:  # and the first one serves on
        assert "result" in client.request("ping")


def test_socket_left_behind_is_taken_over(fake, tmp_path):
    path = tmp_path / "fake0.sock"
    dead = socket.socket(socket.AF_UNIX)
    dead.bind(str(path))
    dead.close()
    daemon = fake()
    assert daemon.path == str(path)
    with daemon.connect() as client:
        assert "result" in client.request("ping")


def test_file_that_is_no_socket_is_left_alone(fake, tmp_path):
    path = tmp_path / "precious"
    path.write_text("precious")
    ended = run(fake, "--listen", f"unix:{path}")
    assert ended.returncode == 1 and "the file is no socket" in ended.stderr
    assert path.read_text() == "precious"


def test_socket_file_goes_with_the_daemon(fake):
    daemon = fake()
    assert daemon.stop() == 0
    assert not os.path.exists(daemon.path)


def test_socket_file_of_another_stays(fake):
    daemon = fake()
    os.unlink(daemon.path)
    other = socket.socket(socket.AF_UNIX)
    other.bind(daemon.path)
    assert daemon.stop() == 0
    assert os.path.exists(daemon.path)
    other.close()


def test_path_that_is_too_long_is_named(fake):
    ended = run(fake, "--listen", "unix:/tmp/" + "x" * 104)
    assert ended.returncode == 2
    assert "has 109 bytes; the system allows 107" in ended.stderr


def test_usage_errors(fake):
    for options, says in [
            (["--lisen", "unix:/x"], "Did you mean --listen?"),
            (["--listen", "tcp:localhost"], "ends in no port"),
            (["--listen", "/x"], "an address is unix:PATH or tcp:HOST:PORT"),
            (["--http"], "--http is not supported yet"),
            (["--workers", "0"], "from 1 to 64"),
            (["--limit", "idle=5"], "no limit idle"),
            (["--limit", "queue=257"], "may be 1 to 256"),
            (["stray"], 'nothing to do with "stray"')]:
        ended = run(fake, *options)
        assert ended.returncode == 2, options
        assert says in ended.stderr, options


def test_check_config_says_what_would_be_served(fake, tmp_path):
    ended = run(fake, "--check-config", "--workers", "3", "--limit",
                "queue=7", CLAUSE_INDEX=str(tmp_path / "i"),
                CLAUSE_CONNECT=f"unix:{tmp_path}/s")
    assert ended.returncode == 0 and ended.stderr == ""
    lines = ended.stdout.splitlines()
    assert f"index    {tmp_path}/i" in lines
    assert f"listen   unix:{tmp_path}/s" in lines
    assert f"worker   {fake.folder}/clause-worker" in lines
    assert "workers  3" in lines
    assert "cache    16 MiB" in lines
    assert any(line.startswith("limit    queue=7 ") for line in lines)
    assert not os.path.exists(tmp_path / "s")


def test_default_folder_in_the_temporary_directory(fake, tmp_path):
    temporary = tmp_path / "t"
    temporary.mkdir()
    folder = temporary / f"clause-{os.geteuid()}"
    env = {"TMPDIR": str(temporary), "XDG_RUNTIME_DIR": "",
           "CLAUSE_CONNECT": ""}
    if os.access("/run/clause", os.W_OK):
        return  # a machine with the service's folder serves there
    ended = run(fake, "--check-config", **env)
    assert f"listen   unix:{folder}/clause.sock" in ended.stdout
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    folder.chmod(0o755)
    ended = run(fake, "--check-config", **env)
    assert ended.returncode == 1
    assert "is not a folder of yours alone" in ended.stderr


def test_worker_is_found_where_it_is_installed(tmp_path):
    """The tree may stand anywhere, whatever it was configured for."""
    for name, folder in (("claused", "bin"),
                         ("clause-worker", "libexec/clause")):
        (tmp_path / folder).mkdir(parents=True)
        shutil.copy(program(name), tmp_path / folder)
    ended = subprocess.run([tmp_path / "bin" / "claused", "--check-config"],
                           capture_output=True, text=True)
    assert (f"worker   {tmp_path}/bin/../libexec/clause/clause-worker"
            in ended.stdout.splitlines())


def test_help_and_version(fake):
    assert run(fake, "--version").stdout.startswith("claused ")
    text = run(fake, "--help").stdout
    for option in ("--index", "--listen", "--http", "--workers", "--limit",
                   "--check-config"):
        assert option in text


def test_main_process_needs_neither_xapian_nor_cjson():
    dynamic = subprocess.run(["readelf", "-d", program("claused")],
                             capture_output=True, text=True, check=True)
    needed = [line for line in dynamic.stdout.splitlines() if "NEEDED" in line]
    assert any("libevent_core" in line for line in needed)
    assert not any("xapian" in line or "cjson" in line or "stdc++" in line
                   for line in needed)


def test_main_process_has_no_clock_that_can_be_set():
    """Deadlines and timers run on the monotonic one alone, so whoever sets
    the time of the machine moves none of them."""
    names = subprocess.run(["nm", "-D", program("claused")],
                           capture_output=True, text=True, check=True).stdout
    assert "clock_gettime" in names
    if "__asan_init" not in names:  # sanitizers bring all of them
        for name in ("time", "gettimeofday", "ftime", "timespec_get"):
            assert f" {name}@" not in names
    for room in ("daemon", "lib/base", "lib/wire"):
        for source in (SOURCE / room).glob("*.[ch]"):
            assert "CLOCK_REALTIME" not in source.read_text(), source
