"""The Unix socket: mode, group, folder, and who may ask.

Being another user needs root; without it those tests are skipped, and
tests/unit/test_allow.c is what remains."""
import grp
import os
import pwd
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from conftest import Client

NOBODY = pwd.getpwnam("nobody")
ASK = """
import socket, sys
sock = socket.socket(socket.AF_UNIX)
sock.connect(sys.argv[1])
try:
    sock.sendall(b'{"jsonrpc":"2.0","id":1,"method":"ping"}\\n')
except BrokenPipeError:
    pass  # turned away already; why is to be read
data = b""
while b"\\n" not in data:
    piece = sock.recv(4096)
    if not piece:
        break
    data += piece
sys.stdout.write(data.decode())
sock.settimeout(30)
if "error" in data.decode():
    try:
        assert sock.recv(4096) == b"", "not closed"
    except ConnectionResetError:
        pass
"""
needs_root = pytest.mark.skipif(os.geteuid() != 0,
                                reason="only root can be somebody else")


@pytest.fixture
def public():
    """A folder that others can look into but not write to."""
    with tempfile.TemporaryDirectory(prefix="clause-") as folder:
        os.chmod(folder, 0o755)
        yield Path(folder)


def run(fake, *options):
    return subprocess.run([str(fake.folder / "claused"), *options],
                          capture_output=True, text=True, timeout=60)


def ask_as(path, user=NOBODY.pw_uid, group=NOBODY.pw_gid, groups=()):
    """What another user is answered; PermissionError when he cannot connect."""
    done = subprocess.run([sys.executable, "-I", "-c", ASK, str(path)],
                          capture_output=True, text=True, timeout=60,
                          user=user, group=group, extra_groups=groups,
                          cwd="/")
    if done.returncode != 0:
        raise PermissionError(done.stderr)
    return done.stdout


def mode_of(path):
    return stat.S_IMODE(os.stat(path).st_mode)


@pytest.mark.parametrize("mode", ["0600", "0660", "0666", "660"])
def test_mode_that_is_asked_for(fake, public, mode):
    path = public / "s.sock"
    old = os.umask(0o077)  # it does not matter
    try:
        fake("--listen", f"unix:{path}", "--socket-mode", mode)
    finally:
        os.umask(old)
    assert mode_of(path) == int(mode, 8)


@pytest.mark.parametrize("mode", ["rw", "0777", "0400", "0700", "0640",
                                  "066", "06600", "8", "-1", "0660 "])
def test_mode_that_makes_no_sense(fake, mode):
    ended = run(fake, "--socket-mode", mode)
    assert ended.returncode == 2
    assert "--socket-mode is 0600 (its owner)" in ended.stderr


@needs_root
def test_group_that_is_asked_for(fake, public):
    group = grp.getgrgid(NOBODY.pw_gid)
    for given in (group.gr_name, str(group.gr_gid)):
        path = public / f"{given}.sock"
        fake("--listen", f"unix:{path}", "--socket-group", given)
        assert os.stat(path).st_gid == group.gr_gid
        assert mode_of(path) == 0o660


def test_group_that_is_none(fake):
    ended = run(fake, "--socket-group", "no-such-group")
    assert ended.returncode == 2
    assert "--socket-group: there is no group no-such-group" in ended.stderr


@pytest.mark.parametrize("mode", [0o777, 0o1777, 0o757])
def test_folder_that_anybody_may_write_is_refused(fake, public, mode):
    public.chmod(mode)
    ended = run(fake, "--listen", f"unix:{public}/s.sock")
    assert ended.returncode == 1
    assert "anybody may put files into its folder" in ended.stderr
    assert not os.listdir(public)


@needs_root
def test_folder_of_another_user_is_refused(fake, public):
    os.chown(public, NOBODY.pw_uid, -1)
    ended = run(fake, "--listen", f"unix:{public}/s.sock")
    assert ended.returncode == 1
    assert f"belongs to user {NOBODY.pw_uid}" in ended.stderr


@needs_root
def test_everybody_who_gets_at_the_socket_may_ask(fake, public):
    path = public / "s.sock"
    fake("--listen", f"unix:{path}", "--socket-mode", "0666")
    assert '"pong":true' in ask_as(path)


@needs_root
def test_mode_keeps_others_out(fake, public):
    path = public / "s.sock"
    fake("--listen", f"unix:{path}")
    with pytest.raises(PermissionError):
        ask_as(path)


@needs_root
def test_list_keeps_others_out(fake, public):
    path = public / "s.sock"
    daemon = fake("--listen", f"unix:{path}", "--socket-mode", "0666",
                  "--allow", "daemon")
    for _ in range(3):
        assert ask_as(path) == (
            '{"jsonrpc":"2.0","id":null,"error":{"code":1302,"message":'
            f'"user {NOBODY.pw_uid} may not ask this service",'
            '"data":{"code":"forbidden"}}}\n')
    with Client(str(path)) as client:  # root always may
        assert "result" in client.request("ping")
    daemon.stop()
    assert daemon.log().count("is not on the list of --allow") == 1


@needs_root
@pytest.mark.parametrize("who", [
    ["nobody"], [str(NOBODY.pw_uid)], ["daemon", "nobody"],
    ["@" + grp.getgrgid(NOBODY.pw_gid).gr_name], [f"@{NOBODY.pw_gid}"]])
def test_list_lets_in(fake, public, who):
    path = public / "s.sock"
    fake("--listen", f"unix:{path}", "--socket-mode", "0666",
         *(word for name in who for word in ("--allow", name)))
    assert '"pong":true' in ask_as(path)


@needs_root
def test_any_group_of_the_process_counts(fake, public):
    path = public / "s.sock"
    fake("--listen", f"unix:{path}", "--socket-mode", "0666",
         "--allow", "@4242")
    assert '"pong":true' in ask_as(path, groups=[77, 4242, 78])
    assert '"code":"forbidden"' in ask_as(path, groups=[77])
    assert '"code":"forbidden"' in ask_as(path)


def test_list_with_unknown_names(fake):
    for who, says in [("no-such-user", "there is no user no-such-user"),
                      ("@no-such-group", "there is no group no-such-group")]:
        ended = run(fake, "--allow", who)
        assert ended.returncode == 2 and says in ended.stderr


def test_check_config_says_who_may_ask(fake, public):
    ended = run(fake, "--check-config", "--allow", "root", "--allow", "@root",
                "--listen", f"unix:{public}/s", "--listen", "tcp:127.0.0.1:7")
    lines = ended.stdout.splitlines()
    assert {"allow    root", "allow    @root", f"listen   unix:{public}/s",
            "listen   tcp:127.0.0.1:7"} <= set(lines)
