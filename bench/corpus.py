#!/usr/bin/env python3
"""bench/corpus.py RESOLUTIONS FOLDER: made-up resolutions and a query log.

FOLDER/texts/      resolutions as clause-index reads them; every word of them
                   is made up, and they say so
FOLDER/units.tsv   the same clauses: body, year, title, heading, text
FOLDER/queries.tsv kind, the query for Clause, the query for Xapian's parser

Word frequencies fall as in natural text (Zipf, exponent 1.02, 150,000 words);
some frequent phrases are strewn in. The same arguments give the same files.
"""

import bisect
import itertools
import os
import random
import sys

WORDS = 150_000
EXPONENT = 1.02
QUERIES = 1000
BODIES = [("wtsa", "World Telecommunication Standardization Assembly"),
          ("pp", "Plenipotentiary Conference"),
          ("wtdc", "World Telecommunication Development Conference"),
          ("demo", "Demonstration Assembly")]
PREAMBLE = ["considering", "recognizing", "noting", "recalling"]
OPERATIVE = ["resolves",
             "instructs the Director of the Telecommunication "
             "Standardization Bureau",
             "invites Member States", "instructs the Secretary-General",
             "invites Sector Members"]
FIRST_YEAR, YEARS = 2026, 10
SYLLABLES = [a + b for a in "bdfgklmnprstv" for b in "aeiou"]


class Text:
    """Made-up words, the frequent ones short."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.words = [self.spell(rank) for rank in range(WORDS)]
        weights = (1 / (rank + 1) ** EXPONENT for rank in range(WORDS))
        self.ladder = list(itertools.accumulate(weights))
        self.phrases = [" ".join(self.words[self.random.randrange(20, 400)]
                                 for _ in range(3)) for _ in range(32)]

    @staticmethod
    def spell(rank):
        """Syllables as digits; an odd prefix keeps words from being stems of
        each other."""
        number, word = rank + len(SYLLABLES), ""
        while number:
            number, digit = divmod(number, len(SYLLABLES))
            word += SYLLABLES[digit]
        return word + "x"

    def word(self):
        at = self.random.random() * self.ladder[-1]
        return self.words[min(bisect.bisect(self.ladder, at), WORDS - 1)]

    def sentence(self, length):
        parts = [self.word() for _ in range(length)]
        if self.random.random() < 0.4:
            parts.insert(self.random.randrange(length),
                         self.random.choice(self.phrases))
        return " ".join(parts)


def sections(text):
    """(heading, [clause, ...]) of one resolution; some nineteen clauses."""
    draw = text.random
    headings = (draw.sample(PREAMBLE, draw.randint(2, 3)) +
                draw.sample(OPERATIVE, draw.randint(2, 3)))
    for heading in headings:
        clauses = [text.sentence(draw.randint(20, 64))
                   for _ in range(draw.randint(2, 6))]
        yield heading, clauses


def resolution(text, number):
    """One resolution: its lines, and its units as rows."""
    body, assembly = BODIES[number % len(BODIES)]
    year = FIRST_YEAR + number // len(BODIES) % YEARS
    title = text.sentence(12)
    lines = [f"RESOLUTION {number} (Exampleville, {year})", title,
             f"(Exampleville, {year})",
             f"The {assembly} (Exampleville, {year}),"]
    units = []
    for heading, clauses in sections(text):
        lines.append(heading)
        labels = "abcdef" if heading in PREAMBLE else "123456"
        for label, clause in zip(labels, clauses):
            mark = f"{label})" if heading in PREAMBLE else label
            said = f"that this is made up: {clause};"
            lines.append(f"{mark}\t{said}")
            units.append((body, str(year), title, heading, said))
    return lines, units


def query(text, kind, units):
    """(for Clause, for Xapian's parser)"""
    draw = text.random
    unit = draw.choice(units)
    words = unit[4].split(": ", 1)[1].rstrip(";").split()
    one, two, three = draw.choice(words), text.word(), text.word()
    start = draw.randrange(len(words) - 3)
    if kind == "one":
        return (one, one) if draw.random() < .5 else (two, two)
    if kind == "and":
        same = " ".join(draw.sample(words, draw.randint(2, 3)))
        return same, same
    if kind == "phrase":
        same = '"' + " ".join(words[start:start + draw.randint(2, 3)]) + '"'
        return same, same
    if kind == "filter":
        key = draw.choice([f"body:{unit[0]}", f"year:{unit[1]}"])
        return f"{one} {two} {key}", f"{one} {two} {key}"
    if kind == "or":
        return f"{one} OR {two} OR {three}", f"{one} OR {two} OR {three}"
    return f"{one} -{two}", f"{one} NOT {two}"


SHARES = {"one": 200, "and": 300, "phrase": 200, "filter": 150, "or": 100,
          "not": 50}


def main(count, folder):
    text = Text(count)
    units = []
    os.makedirs(f"{folder}/texts", exist_ok=True)
    for number in range(900, 900 + count):
        lines, rows = resolution(text, number)
        units += rows
        with open(f"{folder}/texts/{number}.txt", "w") as file:
            file.write("\n".join(lines) + "\n")
    with open(f"{folder}/units.tsv", "w") as file:
        file.writelines("\t".join(row) + "\n" for row in units)
    kinds = [kind for kind, share in SHARES.items() for _ in range(share)]
    text.random.shuffle(kinds)
    with open(f"{folder}/queries.tsv", "w") as file:
        for kind in kinds[:QUERIES]:
            file.write("\t".join((kind,) + query(text, kind, units)) + "\n")
    print(f"{count} resolutions, {len(units)} clauses")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(int(sys.argv[1]), sys.argv[2])
