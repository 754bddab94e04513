"""Made-up resolutions of several bodies and editions that cite each other."""
import subprocess
from pathlib import Path

from conftest import program

HEADS = {
    "wtsa": "World Telecommunication Standardization Assembly",
    "pp": "Plenipotentiary Conference",
    "demo": "Demonstration Assembly",
}
PLENIPOTENTIARY = "of the Plenipotentiary Conference"

# body, number, place, year, and what stands under the head
TEXTS = [
    ("wtsa", 901, "Oldtown", 2112, """\
resolves
1\tto recall Resolution 902 (Rev. Oldtown, 2110) {pp};
2\tto be made up.
"""),
    ("wtsa", 901, "Newtown", 2116, """\
recalling
a)\tResolution 902 (Rev. Oldtown, 2110) {pp};
b)\tResolution 902 (Rev. Newtown, 2114) {pp};
c)\tResolution 902 (Firsttown, 2106) {pp};
d)\tResolution 902 (Rev. Latertown, 2118) {pp};
e)\tResolution 902 {pp};
f)\tPP Resolution 990 and WTDC Resolution 990;
g)\tResolution 991 (Nowhere, 2050), whosever it is,
resolves[footnoteRef:1]1  [1: 1 \tMade up like Demo Resolution 904.]
1\tto be made up like Demo Resolution 904 (Sampletown, 2108), Demo Resolution \
904 (Sampletown, 2112) and Demo Resolution 904 (Sampletown, 2108) again;
2\tto cite nothing here.
"""),
    ("pp", 902, "Oldtown", 2110, """\
resolves
that it is made up.
"""),
    ("pp", 902, "Newtown", 2114, """\
resolves
that it is made up, and cites nothing.
"""),
    ("demo", 904, "Sampletown", 2112, """\
noting
WTSA Resolution 901 (Oldtown, 2112),
resolves
that it is made up.
"""),
    ("wtsa", 905, "Oldtown", 2112, """\
noting
that PP Resolution 902 is made up,
resolves
that penguins are made up.
"""),
    ("wtsa", 905, "Newtown", 2116, """\
resolves
that penguins are still made up.
"""),
]


def write(folder):
    """Writes them as texts, a file each."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    for body, number, place, year, text in TEXTS:
        revised = "Rev. " if place == "Newtown" else ""
        (Path(folder) / f"{body}-{number}-{year}.txt").write_text(
            f"RESOLUTION {number} ({revised}{place}, {year})\n"
            "A made-up resolution\n"
            f"({place}, {year})\n"
            f"The {HEADS[body]} ({place}, {year}),\n"
            + text.format(pp=PLENIPOTENTIARY))


def index(folder):
    """An index of them in the folder; returns where it is."""
    write(folder / "texts")
    subprocess.run([program("clause-index"), "-q", "--index", folder / "index",
                    folder / "texts"], check=True, timeout=60)
    return folder / "index"
