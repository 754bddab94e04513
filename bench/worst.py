"""The heaviest queries that are allowed, each three times, the least time.

    python3 tests/e2e/made_up.py FOLDER 100000
    clause-index --index INDEX FOLDER
    claused --index INDEX --cache 0 --listen unix:PATH
    python3 bench/worst.py PATH
"""
import json
import socket
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "e2e"))
from made_up import zipf_words

W = zipf_words(20000)


def some(count, first=0):
    return W[first:first + count]


def brackets():
    return [f"({' OR '.join(some(60, 60 * i))})" for i in range(4)]


SIMILAR = [word + "~1" for word in some(4)]
PHRASES = [f'"{a} {b}"' for a, b in zip(some(200), some(200, 1))]
NEARS = [f"{a} NEAR/50 {b}" for a, b in zip(some(120), some(120, 1))]
QUERIES = {
    "one frequent word": W[0],
    "250 frequent words, any": " OR ".join(some(250)),
    "40 frequent words, all": " ".join(some(40)),
    "4 similar words": " ".join(SIMILAR),
    "NEAR/50 of 4 frequent words": " NEAR/50 ".join(some(4)),
    "NEAR/50 of 4 similar words": " NEAR/50 ".join(SIMILAR),
    "ADJ/5 of 4 brackets of 60": " ADJ/5 ".join(brackets()),
    "120 NEAR/50": " OR ".join(NEARS),
    "200 phrases": " OR ".join(PHRASES),
    "96 words or 95 phrases, counted": " OR ".join(some(96) + PHRASES[:95]),
    "nested brackets": "(" * 15 + " OR ".join(some(100)) + ")" * 15,
    "200 NOT": W[0] + " " + " ".join("-" + word for word in some(200, 1)),
}


def measure(sock, lines, q, counted):
    line = {"jsonrpc": "2.0", "id": 1, "method": "search",
            "params": {"q": q, "deadline_ms": 10000,
                       "facets": ["kind"] if counted else []}}
    began = time.monotonic()
    sock.sendall(json.dumps(line).encode() + b"\n")
    reply = json.loads(lines.readline())
    answer = reply.get("result") or reply["error"]
    return ((time.monotonic() - began) * 1000,
            answer.get("total", answer.get("message")))


def main():
    sock = socket.socket(socket.AF_UNIX)
    sock.connect(sys.argv[1])
    lines = sock.makefile()
    for name, q in QUERIES.items():
        runs = [measure(sock, lines, q, "counted" in name)
                for _ in range(3)]
        print(f"{name:30} {min(runs)[0]:8.0f} ms  {runs[0][1]}", flush=True)


if __name__ == "__main__":
    main()
