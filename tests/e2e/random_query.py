"""Makes random queries, as brute.py knows them, out of what made_up.py writes.
"""
import random

import brute
import made_up

HEADING_WORDS = ["director", "member", "states", "bureau", "resolves"]
VALUES = {
    "kind": ["preamble", "operative", "footnote"],
    "body": ["demo", "pp"],
    "place": [place.lower() for place in made_up.PLACES],
    "lang": ["en"],
    "to": ["member-states", "director-tsb", "none"],
    "verb": ["recognizing", "resolves", "invites", "instructs"],
    "section": ["noting", "invites-member-states", "instructs-director-tsb"],
    "cites": ["demo-900", "pp-901", "pp-902", "demo-903@2101", "pp-904@2103"],
}
SCOPES = ["title", "heading", "text", "footnote"]


class Maker:
    def __init__(self, seed):
        self.chance = random.Random(seed)

    def one_of(self, makers, odds):
        return self.chance.choices(makers, odds)[0]()

    def word(self):
        words = HEADING_WORDS if self.chance.random() < 0.1 else made_up.WORDS
        return ("word", self.chance.choice(words))

    def exact(self):
        return ("exact", self.chance.choice(made_up.WORDS))

    def pattern(self):
        word = self.chance.choice(made_up.WORDS)
        if len(word) < 4:
            return ("word", word)
        cut = self.chance.randint(3, len(word) - 1)
        if self.chance.random() < 0.3:
            drop = self.chance.randrange(len(word))
            return ("fuzzy", word[:drop] + word[drop + 1:],
                    self.chance.randint(1, 2))
        tail = self.chance.choice(["*", "?" + word[cut + 1:],
                                   "*" + word[-1]])
        if tail == "?":
            tail = "*"
        return ("wild", word[:cut] + tail)

    def phrase(self):
        words = made_up.WORDS + made_up.SMALL * 4
        return ("phrase", *(self.chance.choice(words)
                            for _ in range(self.chance.randint(1, 2))))

    def name(self):
        return ("name", self.chance.choice(made_up.NAMES))

    def place(self):
        """What may stand beside NEAR, but for brackets."""
        return self.one_of([self.word, self.phrase, self.pattern, self.exact],
                           [8, 4, 2, 1])

    def near(self):
        def operand():
            if self.chance.random() < 0.3:
                return ("or", *(self.place() for _ in range(2)))
            return self.place()
        return (self.chance.choice(["near", "adj"]),
                self.chance.choice([1, 2, 3, 5, 50]),
                *(operand() for _ in range(self.chance.randint(2, 4))))

    def range(self):
        field, low, size = self.chance.choice(
            [("res", 900, 30), ("year", 2100, made_up.SPAN)])
        ends = sorted(self.chance.choices(range(low, low + size), k=2))
        open_end = self.chance.randrange(4)
        if open_end < 2:
            ends[open_end] = None
        return ("filter", field, *ends)

    def value(self):
        field = self.chance.choice(list(VALUES))
        return ("filter", field, self.chance.choice(VALUES[field]))

    def leaf(self):
        return self.one_of(
            [self.place, self.near, self.name, self.range, self.value],
            [8, 6, 1, 1, 1])

    def tree(self, depth):
        if depth == 0 or self.chance.random() < 0.2:
            return self.leaf()
        kind = self.chance.choice(["and", "and", "or", "not", "in"])
        if kind == "not":
            return ("not", self.tree(depth - 1))
        if kind == "in":
            return ("in", self.chance.choice(SCOPES), self.tree(depth - 1))
        return (kind, *(self.tree(depth - 1)
                        for _ in range(self.chance.randint(2, 3))))

    def words(self):
        """A plain query: words, most of them free."""
        count = self.chance.randint(2, 5)
        return ("and", *(self.one_of([self.word, self.name, self.leaf],
                                     [8, 2, 1]) for _ in range(count)))

    def query(self):
        while True:
            query = self.one_of(
                [self.words, lambda: self.tree(self.chance.randint(0, 3))],
                [1, 4])
            if not brute.is_negative(query) and brute.patterns(query) <= 4:
                return query

    def filters(self):
        """Of the request: fields, each with the values wanted."""
        if self.chance.random() < 0.7:
            return {}
        field = self.chance.choice(list(VALUES))
        count = min(len(VALUES[field]), self.chance.randint(1, 2))
        return {field: self.chance.sample(VALUES[field], count)}

    def edition(self):
        """What is asked for: latest, all, or a year."""
        year = str(2100 + self.chance.randrange(made_up.SPAN))
        return self.chance.choices(["latest", "all", year], [4, 4, 1])[0]
