#!/usr/bin/python3
"""bench/pressure.py BUILD [INDEX]: what others cost a quiet client.

Prints the 50th and 99th percentile of a quiet client's searches, alone and
while another client sends the worst queries that are allowed over 64
connections and a third never reads, as ratios to its own p50 alone; the
memory that the one which never reads costs; and whether 1,000 pipelined
requests are answered right while workers are killed. Without INDEX an index
of made-up resolutions is made. As root the others are another user, and then
the same one; else only the same.
"""
import json
import multiprocessing
import os
import random
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS, REQUESTS = 5, 200
QUIET = ["w1 w2", "w3", '"w4 w5"', "w6 OR w7", "kind:operative w8"]
OTHER_USER = 65534


def line(number, q, **params):
    return json.dumps({"jsonrpc": "2.0", "id": number, "method": "search",
                       "params": {"q": q, **params}}).encode() + b"\n"


def worst(number):
    """As many words as are allowed, any of them, as many hits as possible."""
    words = " ".join(f"w{i}" for i in range(256))
    return line(number, words, match="any", edition="all", limit=100,
                deadline_ms=10000)


def connect(path):
    sock = socket.socket(socket.AF_UNIX)
    sock.connect(path)
    return sock


def made_up(folder, count=300, clauses=30):
    """Resolutions that are plainly none."""
    choose = random.Random(1)
    words = [f"w{i}" for i in range(2000)]
    weights = [1 / (i + 1) for i in range(2000)]
    for number in range(901, 901 + count):
        text = [f"RESOLUTION {number} (Exampleville, 2026)",
                f"Made-up resolution {number}",
                "The Demonstration Assembly (Exampleville, 2026),", "resolves"]
        text += [f"{i}\t{' '.join(choose.choices(words, weights, k=25))};"
                 for i in range(1, clauses + 1)]
        (folder / f"demo-{number}.txt").write_text("\n".join(text) + "\n")


def flood(path, user, stands):
    """64 connections, each with as much under way as is allowed; it stands
    when each has been answered."""
    if user is not None:
        os.setuid(user)
    socks = [connect(path) for _ in range(64)]
    number = 0
    for sock in socks:
        sock.sendall(b"".join(worst(i) for i in range(4)))
        sock.setblocking(False)
    while True:
        for sock in socks:
            try:
                replies = sock.recv(1 << 20).count(b"\n")
                for _ in range(replies):
                    number += 1
                    sock.sendall(worst(number))
            except BlockingIOError:
                pass
        if number >= len(socks):
            stands.set()
        time.sleep(0.001)  # the flood stands anyway


def never_read(path, user, stands=None):
    if user is not None:
        os.setuid(user)
    sock = connect(path)
    number = 0
    while True:
        number += 1
        try:
            sock.sendall(worst(number))
        except BrokenPipeError:
            return  # as it should be: closed for not reading


def quiet(path):
    """Microseconds of each search; a refusal ends the measurement."""
    times = []
    with connect(path) as sock, sock.makefile("rb") as lines:
        for i in range(REQUESTS):
            began = time.perf_counter()
            sock.sendall(line(i, QUIET[i % len(QUIET)], deadline_ms=10000))
            reply = lines.readline()
            times.append((time.perf_counter() - began) * 1e6)
            assert b'"result"' in reply, reply
    times.sort()
    return times[len(times) // 2], times[len(times) * 99 // 100]


def resident_kib(pid):
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1])


def stop(others):
    for other in others:
        other.terminate()
        other.join()


def measure_turns(path, user, name):
    alone, p50s, p99s = [], [], []
    for _ in range(ROUNDS):
        alone.append(quiet(path))
        stands = multiprocessing.Event()
        others = [multiprocessing.Process(target=what,
                                          args=(path, user, stands))
                  for what in (flood, never_read)]
        for other in others:
            other.start()
        stands.wait()
        p50, p99 = quiet(path)
        stop(others)
        p50s.append(p50 / alone[-1][0])
        p99s.append(p99 / alone[-1][0])
    p50 = statistics.median(a[0] for a in alone)
    p99 = statistics.median(a[1] / a[0] for a in alone)
    print(f"quiet client alone: p50 {p50:.0f} us, p99 {p99:.1f} x p50",
          flush=True)
    print(f"others {name}: p50 {statistics.median(p50s):.1f} x, "
          f"p99 {statistics.median(p99s):.1f} x its p50 alone", flush=True)


def measure_memory(path, pid):
    for _ in range(3):
        quiet(path)
    before = resident_kib(pid)
    other = multiprocessing.Process(target=never_read, args=(path, None))
    other.start()
    most = before
    for _ in range(20):
        time.sleep(0.1)
        most = max(most, resident_kib(pid))
    stop([other])
    print(f"a client that never reads costs {most - before} KiB")


def measure_kills(path, pid):
    children = Path(f"/proc/{pid}/task/{pid}/children")
    with connect(path) as sock, sock.makefile("rb") as lines:
        expected = {}
        for i, q in enumerate(QUIET):
            sock.sendall(line(i, q))
            expected[q] = json.loads(lines.readline())["result"]["total"]
        feeder = multiprocessing.Process(target=lambda: sock.sendall(b"".join(
            line(i, QUIET[i % len(QUIET)], deadline_ms=10000)
            for i in range(1000))))
        feeder.start()
        right, killed = set(), 0
        for count in range(1, 1001):
            reply = json.loads(lines.readline())
            q = QUIET[reply["id"] % len(QUIET)]
            if reply.get("result", {}).get("total") == expected[q]:
                right.add(reply["id"])
            if count % 300 == 0:
                os.kill(int(children.read_text().split()[0]), signal.SIGKILL)
                killed += 1
        feeder.join()
    print(f"1000 pipelined, {killed} workers killed: {len(right)} right")


def main():
    build = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as work:
        os.chmod(work, 0o711)
        index = sys.argv[2] if len(sys.argv) > 2 else f"{work}/index"
        if len(sys.argv) < 3:
            (Path(work) / "texts").mkdir()
            made_up(Path(work) / "texts")
            subprocess.run([build / "indexer/clause-index", "--quiet",
                            "--index", index, f"{work}/texts"], check=True)
        path = f"{work}/socket"
        daemon = subprocess.Popen(
            [build / "daemon/claused", "--index", index, "--cache", "0",
             "--listen", f"unix:{path}"], stderr=subprocess.PIPE, text=True)
        for told in daemon.stderr:
            if "ready on" in told:
                break
        try:
            measure_memory(path, daemon.pid)  # before anything was freed
            if os.getuid() == 0:
                os.chmod(path, 0o666)
                measure_turns(path, OTHER_USER, "as another user")
            measure_turns(path, None, "as the same user")
            measure_kills(path, daemon.pid)
        finally:
            daemon.terminate()
            daemon.wait()


if __name__ == "__main__":
    main()
