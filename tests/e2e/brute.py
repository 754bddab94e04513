"""A second matcher, written from the description of the language alone: it
looks at every unit of what `show --json` gives. A query is a tuple, its first
member the operator; spelling.py writes it in the language."""
import functools
import itertools
import re

from made_up import CONCEPTS, FAMILIES

FAMILY = {word: family[0] for family in FAMILIES for word in family}
OTHERS = {name: [tuple(other.lower().split()) for other in names]
          for names in CONCEPTS for name in names}
FIELDS = {None: ("text", "heading"), "title": ("title",),
          "heading": ("heading",), "text": ("text",), "footnote": ("text",)}


def tokens(text):
    return re.findall(r"[^\W_]+", text.lower())


def cited(part):
    """pp-170@2010 is found by that edition, and by pp-170."""
    ids = {cite["id"] for cite in part["cites"]}
    return ids | {name.partition("@")[0] for name in ids}


def units(shown):
    """The clauses and footnotes of one edition."""
    common = {"title": tokens(shown["title"]), "year": shown["year"],
              "res": shown["number"], "body": shown["body"],
              "place": shown["place"].lower(), "lang": shown["language"],
              "edition": shown["edition"]}
    for section in shown["sections"]:
        names = section["to"]
        if section["kind"] == "operative" and not names:
            names = ["none"]
        for clause in section["clauses"]:
            yield {**common, "id": clause["id"], "kind": section["kind"],
                   "section": section["slug"], "verb": section["verb"],
                   "to": names, "cites": cited(clause),
                   "text": tokens(clause["text"]),
                   "heading": tokens(section["heading"])}
    for note in shown["footnotes"]:
        yield {**common, "id": note["id"], "kind": "footnote", "section": None,
               "verb": None, "to": [], "cites": cited(note),
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
    if kind == "exact":
        return word == wanted
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
    here = unit[field]
    if len(value) == 1:
        return value[0] in here if field in ("to", "cites") \
            else value[0] == here
    low, high = value
    return (low is None or here >= low) and (high is None or here <= high)


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
    if kind == "name":
        return matches(("and", *meant(query[1])), unit, scope)
    if scope == "footnote" and unit["kind"] != "footnote":
        return False
    look = has_near if kind in ("near", "adj") else spans
    return any(look(query, unit[field]) for field in FIELDS[scope])


def meant(name):
    """The words of a name of something; each may also be found by another
    name of it."""
    phrases = [("phrase", *other) for other in OTHERS[name]]
    return tuple(("or", ("word", word), *phrases) for word in name.lower().split())


def free_words(query):
    """The plain words outside of operators, as queries, and what is left."""
    parts = query[1:] if query[0] == "and" else [query]
    flat = []
    for part in parts:
        if part[0] == "and":
            inner, rest = free_words(part)
            flat += [(one, True) for one in inner]
            flat += [(one, False) for one in rest]
        elif part[0] == "name":
            flat += [(one, True) for one in meant(part[1])]
        else:
            flat.append((part, part[0] == "word"))
    return [part for part, free in flat if free], \
        [part for part, free in flat if not free]


def join_any(query):
    """What match: any makes of it."""
    free, rest = free_words(query)
    return ("and", *rest, ("or", *free)) if free else query


def near_misses(query, units):
    """Those that lack some of the free words, and no more than half: their
    ids, each with how many it lacks."""
    free, rest = free_words(query)
    found = {}
    for unit in units if len(free) > 1 else ():
        has = sum(matches(word, unit) for word in free)
        if 2 * has >= len(free) and has < len(free) and \
                all(matches(part, unit) for part in rest):
            found[unit["id"]] = len(free) - has
    return found


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
