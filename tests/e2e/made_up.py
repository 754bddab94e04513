"""Made-up resolutions of random words: always the same for one seed.

    python3 made_up.py FOLDER CLAUSES [SEED]

writes so many clauses as text files, for measuring. Each says that it is made
up, and its number is 900 or more."""
import random
import sys
from pathlib import Path

# Families: words of one stem. What is not here is its own family.
FAMILIES = [("operator", "operators"), ("network", "networks"),
            ("support", "supports", "supported"), ("measure", "measures"),
            ("standard", "standards"), ("country", "countries"),
            ("train", "trains", "training"), ("market", "markets")]
PLAIN = ["remote", "rural", "mobile", "modern", "motor", "model", "market",
         "spectrum", "island", "region", "bridge", "bright", "brief", "brick"]
SMALL = ["the", "of", "in", "and"]
WORDS = [word for family in FAMILIES for word in family] + PLAIN
# Names of one thing: whoever asks for one finds the others. Acronyms have
# capitals in a text, and need none in a query.
CONCEPTS = [("SIDS", "small island developing states"),
            ("TSB", "telecommunication standardization bureau"),
            ("spam", "unsolicited messages")]
NAMES = [name for names in CONCEPTS for name in names]
HEADINGS = ["recognizing", "considering", "resolves",
            "invites Member States", "noting",
            "instructs the Director of the Telecommunication "
            "Standardization Bureau"]
BODIES = ["Demonstration Assembly", "Plenipotentiary Conference"]
PLACES = ["Exampleville", "Sampleton"]
SPAN = 40  # years


def sentence(chance, words, most=14):
    kinds = [words, SMALL, NAMES]
    return " ".join(chance.choice(chance.choices(kinds, [15, 4, 1])[0])
                    for _ in range(chance.randint(1, most)))


def citation(chance):
    """Behind a sentence: what it cites, if anything."""
    if chance.random() < 0.8:
        return ""
    return (f" as in Resolution {chance.randint(900, 905)} "
            f"({chance.choice(PLACES)}, {chance.randint(2100, 2103)}) "
            f"of the {chance.choice(BODIES)}")


def resolution(chance, number, body, year, words=WORDS, clauses=3):
    """The text of one resolution."""
    place = chance.choice(PLACES)
    lines = [f"RESOLUTION {number} ({place}, {year})",
             f"Made-up {sentence(chance, words, 5)}"
             "[footnoteRef:1]1  [1: 1 \t"
             f"Note {sentence(chance, words)}.]",
             f"({place}, {year})",
             f"The {body} ({place}, {year}),"]
    for heading in chance.sample(HEADINGS, chance.randint(1, 3)):
        lines.append(heading)
        lines += [f"{chr(ord('a') + i)})\t{sentence(chance, words)}"
                  f"{citation(chance)};"
                  for i in range(chance.randint(1, clauses))]
    return "\n".join(lines) + "\n"


def write_corpus(folder, seed, count=60):
    """So many resolutions of several bodies, some in two editions."""
    chance = random.Random(seed)
    for i in range(count):
        number, body = 900 + i % (count // 2), BODIES[i // (count // 2)]
        years = chance.sample(range(2100, 2100 + SPAN), chance.randint(1, 2))
        for year in years:
            path = Path(folder) / f"{body.split()[0].lower()}-{number}-{year}"
            path.with_suffix(".txt").write_text(
                resolution(chance, number, body, year))


def zipf_words(count):
    """Words of letters that stems leave nearly alone, the frequent first."""
    return ["".join(chr(ord("a") + (i // 26 ** k) % 26) for k in range(4)) + "x"
            for i in range(count)]


def write_many(folder, clauses, seed=59):
    """So many clauses, their words as frequent as words of a language are."""
    chance = random.Random(seed)
    words = zipf_words(20000)
    weights = [1 / (i + 10) for i in range(len(words))]
    for number in range(900, 900 + clauses // 100):
        lines = [f"RESOLUTION {number} (Exampleville, 2100)", "Made-up words",
                 "(Exampleville, 2100)",
                 "The Demonstration Assembly (Exampleville, 2100),", "resolves"]
        lines += [f"{i}\t" + " ".join(chance.choices(words, weights, k=50)) +
                  ";" for i in range(1, 101)]
        (Path(folder) / f"{number}.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    write_many(sys.argv[1], int(sys.argv[2]), *map(int, sys.argv[3:]))
