"""Folders are floors: a file includes only its own room and rooms below it,
each foreign library is seen by one room, and no modules go in a circle."""

import tree

FLOORS = {
    "lib/base": 0, "lib/sandbox": 1, "lib/text": 1, "lib/model": 2, "lib/query": 3,
    "lib/store": 4, "lib/wire": 4, "lib/engine": 5,
    "indexer/extract": 6, "indexer": 6, "daemon": 6, "client": 6,
    "bench": 7, "tests": 8,
}

# The beginning of a header's name: the one room that may include it. bench/
# measures Xapian alone, to compare with it.
FOREIGN = {
    "xapian": "lib/store", "cjson/": "lib/wire", "cJSON": "lib/wire",
    "event": "daemon", "utf8proc": "lib/text", "libstemmer": "lib/text",
    "sha256.h": "lib/base", "sha2.h": "lib/base", "md5.h": "lib/base",
    "seccomp.h": "lib/sandbox", "linux/landlock.h": "lib/sandbox",
    "xxhash.h": "lib/base",
    "zip.h": "indexer/extract", "libxml/": "indexer/extract", "cmocka": "tests",
}


def judge_own(root, path, name):
    """What is wrong with an include of a file of ours, or None."""
    room, other = tree.room_of(path), tree.room_of(name)
    if other is None:
        return f'"{name}" does not name its room'
    if name.endswith(tree.SOURCES):
        return f'"{name}" is a source'
    if name not in root:
        return f'"{name}" is not there'
    if name.endswith(".hh") and room != other:
        return f'"{name}" is private to {other}'
    if room != other and FLOORS[room] == FLOORS[other]:
        return f'"{name}" is on the same floor'
    if FLOORS[room] < FLOORS[other]:
        return f'"{name}" is on a floor above'
    return None


def judge_foreign(path, name):
    if tree.room_of(name) is not None:
        return f"<{name}> is ours and needs quotes"
    for start, room in FOREIGN.items():
        rooms = (room, "bench") if start == "xapian" else (room,)
        if name.startswith(start) and tree.room_of(path) not in rooms:
            return f"<{name}> belongs to {room} alone"
    return None


def module(path):
    return path.rsplit(".", 1)[0]


def reachable(edges, start):
    """All modules that start includes, directly or through others."""
    seen, todo = set(), [start]
    while todo:
        for other in edges.get(todo.pop(), ()):
            if other not in seen:
                seen.add(other)
                todo.append(other)
    return seen


def is_family(circle):
    """Whether all are one module with its parts: conn and conn_timer."""
    head = min(circle, key=len)
    return all(name == head or name.startswith(head + "_") for name in circle)


def circles(edges):
    """The sets of modules that include each other, families apart."""
    reach = {name: reachable(edges, name) for name in edges}
    found = set()
    for name, others in reach.items():
        if name in others:
            found.add(frozenset(other for other in others
                                if name in reach.get(other, ())))
    return sorted(sorted(circle) for circle in found if not is_family(circle))


def check(root):
    problems, edges = [], {}
    paths = tree.files(root, tree.SOURCES + tree.HEADERS)
    for path in paths:
        for line, mark, name in tree.includes(tree.read(root, path)):
            if mark == "<":
                wrong = judge_foreign(path, name)
            else:
                wrong = judge_own(set(paths), path, name)
                if module(name) != module(path):
                    edges.setdefault(module(path), set()).add(module(name))
            if wrong:
                problems.append(f"{path}:{line}: {wrong}")
    for circle in circles(edges):
        problems.append("a circle: " + ", ".join(circle))
    return problems


if __name__ == "__main__":
    tree.main(check)
