"""No mutable globals: the objects of a build have nothing in .data or .bss,
but for those of this table. Constants with addresses (.data.rel.ro) are
read-only once the program runs."""

import subprocess
import sys
from pathlib import Path

import tree

ALLOWED = {"lib/base/log.c.o": {"log_state"}}

# Constants with addresses; what C++ needs to find its exceptions.
CONSTANT = (".data.rel.ro", ".data.rel.local.DW.ref.")


def is_mutable(section):
    return section.startswith((".data", ".bss", ".tdata", ".tbss")) \
        and not section.startswith(CONSTANT)


def mutable(path):
    """The sections of an object that can be written, and their sizes."""
    out = subprocess.run(["size", "-A", str(path)], check=True,
                         capture_output=True, text=True).stdout
    for line in out.splitlines():
        words = line.split()
        if len(words) < 2 or not words[1].isdigit() or words[1] == "0":
            continue
        if is_mutable(words[0]):
            yield words[0], int(words[1])


def symbols(path):
    """The names of what stands in such sections."""
    out = subprocess.run(["objdump", "-t", str(path)], check=True,
                         capture_output=True, text=True).stdout
    for line in out.splitlines():
        left, _, right = line.partition("\t")
        section = left.split()[-1] if left.split() else ""
        size, _, name = right.partition(" ")
        if is_mutable(section) and int(size, 16):
            yield name.split()[-1]


def objects(build):
    """The objects of our rooms: {"lib/base/log.c.o": its path}."""
    found = {}
    for room in tree.ROOMS:
        for path in (Path(build) / room).rglob("CMakeFiles/*.dir/**/*.o"):
            inner = path.as_posix().split(".dir/", 1)[1]
            if path not in found.values():  # of a room within this one
                found[f"{room}/{inner}"] = path
    return found


def check(build):
    problems, found = [], objects(build)
    if not found:
        return [f"{build}: there are no objects"]
    for name, path in sorted(found.items()):
        names = set(symbols(path))
        if list(mutable(path)) and not (names and
                                        names <= ALLOWED.get(name, set())):
            where = ", ".join(f"{size} bytes in {section}"
                              for section, size in mutable(path))
            problems.append(f"{name}: mutable globals: {where}: "
                            + ", ".join(sorted(names)))
    return problems


if __name__ == "__main__":
    sys.exit(tree.report(check(sys.argv[1])))
