"""A second matcher, written from the description of the language alone: it
looks at every unit of what `show --json` gives. A query is a tuple, its first
member the operator; as_text() writes it in the language."""
import functools
import itertools
import re

from made_up import FAMILIES

FAMILY = {word: family[0] for family in FAMILIES for word in family}
FIELDS = {None: ("text", "heading"), "title": ("title",),
          "heading": ("heading",), "text": ("text",), "footnote": ("text",)}


def tokens(text):
    return re.findall(r"[^\W_]+", text.lower())


def units(shown):
    """The clauses and footnotes of one edition."""
    common = {"title": tokens(shown["title"]), "year": shown["year"],
              "number": shown["number"], "body": shown["body"]}
    for section in shown["sections"]:
        for clause in section["clauses"]:
            yield {**common, "id": clause["id"], "kind": section["kind"],
                   "text": tokens(clause["text"]),
                   "heading": tokens(section["heading"])}
    for note in shown["footnotes"]:
        yield {**common, "id": note["id"], "kind": "footnote",
               "text": tokens(note["text"]), "heading": []}


def distance(a, b):
    """Characters put in, left out, changed or swapped with a neighbour."""
    rows = {(i, -1): i + 1 for i in range(-1, len(a))}
    rows.update({(-1, j): j + 1 for j in range(-1, len(b))})
    for i, j in itertools.product(range(len(a)), range(len(b))):
        rows[i, j] = min(rows[i - 1, j] + 1, rows[i, j - 1] + 1,
                         rows[i - 1, j - 1] + (a[i] != b[j]))
        if i and j and a[i] == b[j - 1] and a[i - 1] == b[j]:
            rows[i, j] = min(rows[i, j], rows[i - 2, j - 2] + 1)
    return rows[len(a) - 1, len(b) - 1]


@functools.lru_cache(maxsize=None)
def fits(query, word):
    kind, wanted = query[:2]
    if kind == "word":
        return FAMILY.get(word, word) == FAMILY.get(wanted, wanted)
    if kind == "wild":
        pattern = wanted.replace("*", r"\w*").replace("?", r"\w")
        return re.fullmatch(pattern, word) is not None
    return distance(wanted, word) <= query[2]


def spans(query, words):
    """Where it stands: pairs of first and last position."""
    if query[0] == "or":
        return {span for part in query[1:] for span in spans(part, words)}
    if query[0] == "phrase":
        size = len(query) - 1
        return {(i, i + size - 1) for i in range(len(words) - size + 1)
                if tuple(words[i:i + size]) == query[1:]}
    return {(i, i) for i, word in enumerate(words) if fits(query, word)}


def is_chain(chain, most):
    return all(1 <= b[0] - a[1] <= most for a, b in itertools.pairwise(chain))


def has_near(query, words):
    kind, most, *operands = query
    places = [spans(operand, words) for operand in operands]
    return any(is_chain(chain if kind == "adj" else sorted(chain), most)
               for chain in itertools.product(*places))


def has_filter(query, unit):
    _, field, *value = query
    if field in ("kind", "body"):
        return unit[field] == value[0]
    low, high = value
    number = unit[{"res": "number", "year": "year"}[field]]
    return (low is None or number >= low) and (high is None or number <= high)


def matches(query, unit, scope=None):
    kind = query[0]
    if kind == "in":
        return matches(query[2], unit, query[1])
    if kind == "not":
        return not matches(query[1], unit, scope)
    if kind in ("and", "or"):
        each = (matches(part, unit, scope) for part in query[1:])
        return all(each) if kind == "and" else any(each)
    if kind == "filter":
        return has_filter(query, unit)
    if scope == "footnote" and unit["kind"] != "footnote":
        return False
    look = has_near if kind in ("near", "adj") else spans
    return any(look(query, unit[field]) for field in FIELDS[scope])


def in_brackets(query):
    simple = ("word", "phrase", "wild", "fuzzy", "filter")
    text = as_text(query)
    return text if query[0] in simple else f"({text})"


def as_text(query):
    kind, *rest = query
    if kind in ("word", "wild"):
        return rest[0]
    if kind == "phrase":
        return '"' + " ".join(rest) + '"'
    if kind == "fuzzy":
        return f"{rest[0]}~{rest[1]}"
    if kind == "filter":
        if len(rest) == 2:
            return f"{rest[0]}:{rest[1]}"
        low, high = ("" if end is None else end for end in rest[1:])
        return f"{rest[0]}:{low}..{high}"
    if kind == "in":
        return f"in:{rest[0]} {in_brackets(rest[1])}"
    if kind == "not":
        return "NOT " + in_brackets(rest[0])
    joint = {"and": " ", "or": " OR "}.get(kind)
    if joint is None:
        joint = f" {kind.upper()}/{rest.pop(0)} "
    return joint.join(in_brackets(part) for part in rest)


def is_negative(query):
    """Nothing to begin with: refused."""
    if query[0] == "and":
        return all(is_negative(part) for part in query[1:])
    if query[0] == "not":  # NOT NOT in a row is nothing at all
        return True
    return False


def patterns(query):
    if not isinstance(query, tuple):
        return 0
    return (query[0] in ("wild", "fuzzy")) + sum(map(patterns, query[1:]))
