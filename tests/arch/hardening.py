"""What the flags of a release build promise, read off the programs: position
independent, relocations read-only and bound at the start, no executable
stack, stack protector; and which program needs which library."""

import subprocess
import sys
from pathlib import Path

import tree

# The programs, and libraries that each must do without.
PROGRAMS = {
    "daemon/claused": ("libxapian", "libcjson"),
    "daemon/clause-worker": ("libevent",),
    "client/clause": ("libxapian", "libevent"),
    "indexer/clause-index": ("libevent", "libzip", "libxml2"),
    "indexer/clause-extract": ("libevent", "libxapian", "libcjson"),
}


def readelf(path, *options):
    return subprocess.run(["readelf", "-W", *options, str(path)], check=True,
                          capture_output=True, text=True).stdout


def judge_layout(path):
    header, segments = readelf(path, "-h"), readelf(path, "-l")
    dynamic = readelf(path, "-d")
    stacks = [line.split() for line in segments.splitlines()
              if "GNU_STACK" in line]
    if "Type:" not in header or "DYN" not in header.split("Type:", 1)[1] \
            .splitlines()[0] or "INTERP" not in segments:
        yield "is not a position independent program"
    if "GNU_RELRO" not in segments:
        yield "has no RELRO"
    if "BIND_NOW" not in dynamic and "Flags: NOW" not in dynamic:
        yield "binds lazily: the RELRO is partial"
    if len(stacks) != 1 or any("E" in word for word in stacks[0][6:-1]):
        yield "has an executable stack"
    if "TEXTREL" in dynamic:
        yield "relocates its code"


def judge_symbols(path):
    if "__stack_chk_fail" not in readelf(path, "--dyn-syms"):
        yield "has no stack protector"


def judge_needed(path, unwanted):
    for line in readelf(path, "-d").splitlines():
        for library in unwanted:
            if "(NEEDED)" in line and f"[{library}" in line:
                yield f"needs {library}"


def check(build, programs=None):
    problems = []
    for name, unwanted in (programs or PROGRAMS).items():
        path = Path(build) / name
        if not path.is_file():
            problems.append(f"{name}: is not there")
            continue
        found = [*judge_layout(path), *judge_symbols(path),
                 *judge_needed(path, unwanted)]
        problems += [f"{name}: {wrong}" for wrong in found]
    return problems


if __name__ == "__main__":
    sys.exit(tree.report(check(sys.argv[1])))
