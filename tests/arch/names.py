"""A public function is found by its name: it begins with the name of the
header that declares it, or with a noun that this table gives the header."""

import re
from pathlib import Path

import tree

# Headers of several nouns, or whose noun is shorter than the file's name.
NOUNS = {
    "lib/base/status.h": ("error",),
    "lib/engine/context.h": ("search", "ask", "facets", "show", "similar", "suggest", "refs", "parse",
                             "coverage", "status", "hello", "cancel"),
    "lib/engine/faults.h": ("fault",),
    "lib/engine/search.h": ("facets", "typed", "meant", "cursor", "superseded"),
    "lib/engine/show_part.h": ("show",),
    "lib/model/resolution.h": ("kind",),
    "lib/model/resolution_codec.h": ("resolution",),
    "lib/model/spot.h": ("spot", "spots"),
    "lib/query/highlight.h": ("highlighter",),
    "lib/query/question.h": ("questions",),
    "lib/query/tidy.h": ("query",),
    "lib/text/stem.h": ("stemmer",),
    "lib/text/token.h": ("tokens",),
    "lib/wire/json_in.h": ("json",),
    "lib/wire/json_out.h": ("json",),
    "lib/wire/prescan_value.h": ("scan",),
    "lib/wire/prescan_walk.h": ("walk",),
    "lib/wire/refs_result.h": ("refs_result", "refs_state"),
    "lib/wire/reply_error.h": ("reply_code",),
    "lib/wire/reply_read.h": ("reply",),
    "lib/wire/request.h": ("search_sort",),
    "lib/wire/request_read.h": ("param",),
    "lib/wire/resolution_json.h": ("resolution", "show_result"),
}

PROTOTYPE = re.compile(r"(\w+)\s*\((?!\s*\()")
NOISE = re.compile(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", re.M)
ATTRIBUTE = re.compile(r"__attribute__\s*\(\(.*?\)\)|PRINTF_LIKE\([^)]*\)",
                       re.S)


def outermost(code):
    """The text outside of all braces, extern "C" { } apart."""
    code = re.sub(r'extern\s+"[^"]*"\s*\{', " ", code)
    depth, kept = 0, []
    for char in code:
        if char == "{":
            depth += 1
        elif char == "}":
            depth = max(depth - 1, 0)
            kept.append(";" if depth == 0 else "")
        elif depth == 0:
            kept.append(char)
    return "".join(kept)


def declared(text):
    """The names of the functions that a header declares."""
    code = NOISE.sub("", tree.code_only(text))
    code = outermost(ATTRIBUTE.sub("", code))
    for statement in code.split(";"):
        match = PROTOTYPE.search(statement)
        if match and "typedef" not in statement:
            yield match.group(1)


def check(root):
    problems = [f"{path}: in the table of nouns, but not there"
                for path in NOUNS if not (Path(root) / path).exists()]
    rooms = [room for room in tree.ROOMS if room.startswith("lib/")]
    for path in tree.files(root, (".h",), rooms):
        stem = path.rsplit("/", 1)[1][:-2]
        nouns = (stem,) + NOUNS.get(path, ())
        for name in declared(tree.read(root, path)):
            if not any(name == noun or name.startswith(noun + "_")
                       for noun in nouns):
                problems.append(f"{path}: {name} begins with none of "
                                + ", ".join(nouns))
    return problems


if __name__ == "__main__":
    tree.main(check)
