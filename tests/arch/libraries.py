"""The libraries have the fixes that we count on: versions below the floors of
this table read past a buffer, or worse. On a system without dpkg there is
nothing to compare, which is said."""

import shutil
import subprocess
import sys

import tree

# package: (the least version of Debian 12, what is fixed in it)
FLOORS = {
    "libcjson1": ("1.7.15-1+deb12u4", "CVE-2023-50471, CVE-2024-31755, "
                  "CVE-2025-57052 and others"),
    "libevent-core-2.1-7": ("2.1.12-stable-8+deb12u1",
                            "CVE-2026-63379 and others"),
    "libxapian30": ("1.4.22-1", "what the store was measured with"),
    "libxml2": ("2.9.14+dfsg-1.3~deb12u6", "the fixes of Debian 12"),
    "poppler-utils": ("22.12.0-2+deb12u3", "the fixes of Debian 12"),
}


def installed(package):
    """The version of a package, or None."""
    ended = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package],
                           capture_output=True, text=True, check=False)
    return ended.stdout or None


def is_older(version, floor):
    return subprocess.run(["dpkg", "--compare-versions", version, "lt", floor],
                          check=False).returncode == 0


def check(versions):
    """The packages of {name: version or None} that are below their floors."""
    return [f"{package} is {versions[package]}; {floor} or later is needed "
            f"({fixed})"
            for package, (floor, fixed) in FLOORS.items()
            if versions[package] is None or is_older(versions[package], floor)]


if __name__ == "__main__":
    if shutil.which("dpkg") is None:
        print("no dpkg here: versions of libraries are not checked")
        sys.exit(0)
    sys.exit(tree.report(check({name: installed(name) for name in FLOORS})))
