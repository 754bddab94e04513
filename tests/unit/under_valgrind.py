"""Runs a unit test under valgrind. Errors, leaks and descriptors that are
still open at the end are failures: under_valgrind.py PROGRAM."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

VALGRIND = ["valgrind", "-q", "--error-exitcode=99", "--leak-check=full",
            "--errors-for-leak-kinds=definite,indirect,possible",
            "--track-fds=yes", "--child-silent-after-fork=yes"]
OPEN = re.compile(r"==\d+== Open .*(?:\n==\d+==    .*)*")


def left_open(log):
    """What valgrind says of descriptors that the program has opened."""
    return [text for text in OPEN.findall(log)
            if "<inherited from parent>" not in text]


def main(command):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log"
        ended = subprocess.run([*VALGRIND, f"--log-file={path}", *command],
                               check=False)
        log = path.read_text()
    if ended.returncode or left_open(log):
        print(log)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
