"""A query of brute.py as somebody may write it: the text differs from time to
time, its meaning does not."""
BARE = {"word", "exact", "phrase", "wild", "fuzzy", "filter"}
# What needs no brackets within another operator.
TIGHTER = {"and": {"near", "adj", "not", "in"},
           "or": {"and", "or", "near", "adj", "not", "in"},
           "not": {"in"}}
QUOTES = ['""', "\u201c\u201d", "\u00ab\u00bb"]
BODIES = {"pp": ["pp", "PP", "Plenipotentiary Conference"],
          "demo": ["demo", "Demonstration Assembly"]}


class Speller:
    def __init__(self, chance):
        self.chance = chance

    def coin(self, odds=0.5):
        return self.chance.random() < odds

    def case(self, word):
        """Case never matters."""
        return self.chance.choice([word.lower(), word.capitalize()]) \
            if self.coin(0.2) else word

    def word(self, _, word):
        return self.case(word)

    wild = word
    name = word

    def exact(self, _, word):
        return "=" + self.case(word)

    def phrase(self, _, *words):
        left, right = self.chance.choice(QUOTES)
        return left + " ".join(words) + right

    def fuzzy(self, _, word, edits):
        return f"{word}~{edits}"

    def citation(self, value):
        """In any spelling."""
        name, _, year = value.partition("@")
        body, _, number = name.partition("-")
        if self.coin():
            return value
        text = f"{self.chance.choice(BODIES[body])} Res. {number}"
        return f'"{text}@{year}"' if year else f'"{text}"'

    def filter(self, _, field, *value):
        if field == "cites":
            return f"cites:{self.citation(value[0])}"
        if len(value) == 1:
            return f"{field}:{value[0]}"
        low, high = value
        if low == high and self.coin():
            return f"{field}:{low}"
        return f"{field}:{'' if low is None else low}.." \
               f"{'' if high is None else high}"

    def inside(self, outer, query):
        kind = query[0]
        text = self.text(query)
        if kind in BARE or (kind == "name" and " " not in text):
            return text
        if self.coin() and (kind in TIGHTER.get(outer, ()) or
                            (kind == "name" and outer in ("and", "or"))):
            return text
        return f"({text})"

    def scoped(self, _, field, inner):
        return f"in:{field} {self.inside('in', inner)}"

    def negated(self, _, inner):
        text = self.inside("not", inner)
        if self.coin() and (text[0].isalnum() or text[0] in '"(\u201c\u00ab'):
            return "-" + text
        return "NOT " + text

    def together(self, _, *parts):
        out = self.inside("and", parts[0])
        for part in parts[1:]:
            out += (" AND " if self.coin(0.1) else " ") + \
                self.inside("and", part)
        return out

    def either(self, _, *parts):
        return " OR ".join(self.inside("or", part) for part in parts)

    def close(self, kind, distance, *parts):
        return f" {kind.upper()}/{distance} ".join(
            self.inside(kind, part) for part in parts)

    OTHERS = {"in": scoped, "not": negated, "and": together, "or": either,
              "near": close, "adj": close}

    def text(self, query):
        write = self.OTHERS.get(query[0]) or getattr(type(self), query[0])
        return write(self, *query)
