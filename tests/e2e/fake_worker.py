#!/usr/bin/python3
"""A clause-worker that obeys: the first word of the query says what to do.

It lets the tests of the daemon choose the moment at which a worker answers,
dies, hangs or talks nonsense. Frames are those of lib/wire/frame.h.
"""
import itertools
import json
import os
import signal
import struct
import sys
import time
from pathlib import Path

HEADER = struct.Struct("=IIQ")
FOLDER = Path(sys.argv[sys.argv.index("--index") + 1])


def read_all(size):
    data = b""
    while len(data) < size:
        piece = os.read(0, size - len(data))
        if not piece:
            (FOLDER / f"ended-{os.getpid()}").touch()
            sys.exit(0)
        data += piece
    return data


def write_frame(tag, body, first=0):
    data = HEADER.pack(len(body), first, tag) + body
    while data:
        data = data[os.write(1, data):]


def crash():
    os.kill(os.getpid(), signal.SIGKILL)


def answer(request, process, serial):
    method = request["method"]
    if method in ("status", "hello"):
        return {"process": json.loads(process)}
    word, _, rest = request["params"]["q"].partition(" ")
    if word == "crash":
        crash()
    if word == "crash-once":
        if not Path(rest).exists():
            Path(rest).touch()
            crash()
    if word == "slow":  # is at work for so many milliseconds
        end = time.monotonic() + int(rest) / 1000
        while time.monotonic() < end:
            pass
    if word == "hang":
        signal.pause()
    if word == "wait":  # until somebody opens the FIFO for writing
        with open(rest, "rb"):
            pass
    if word == "back" or word == "back-once" and not Path(rest).exists():
        if rest:
            Path(rest).touch()
        return None
    if word == "big":
        return {"text": "x" * int(rest)}
    if word == "serial":  # how many it has answered before
        return {"serial": serial}
    return {"q": request["params"]["q"], "pid": os.getpid()}


def main():
    if (FOLDER / "refuse").exists():  # to start
        sys.exit(7)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    write_frame(0, b"")
    for serial in itertools.count():
        size, first, tag = HEADER.unpack(read_all(HEADER.size))
        body = read_all(size)
        request = json.loads(body[first:])
        if request.get("params", {}).get("q") == "nonsense":
            write_frame(tag + 1, b"not what was asked\n")
            continue
        if request.get("params", {}).get("q") == "nothing":
            write_frame(tag, b"")
            continue
        result = answer(request, body[:first], serial)
        if result is None:
            write_frame(tag, b"back", 4)
            break
        reply = {"jsonrpc": "2.0", "id": request["id"], "result": result}
        write_frame(tag, json.dumps(reply).encode() + b"\n")


main()
