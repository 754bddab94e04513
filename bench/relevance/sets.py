"""The judged sets: what to index, what to ask, what is relevant."""
import html
import json
import re
import tarfile
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
OWN = TOP / "tests" / "relevance"
PAGE, DEPTH = 100, 1000


def search(text, match, offset=0):
    return {"method": "search", "params": {
        "q": text, "match": match, "limit": PAGE, "offset": offset}}


class Own:
    """tests/relevance: made-up resolutions, and Resolution 59."""

    def __init__(self, _data, _work):
        self.corpus = [OWN / "corpus", TOP / "corpus"]
        rows = [line.split("\t") for line in
                (OWN / "questions.tsv").read_text().splitlines()
                if not line.startswith("#")][1:]
        self.kinds = {row[0]: row[1] for row in rows}
        self.to = {row[0]: row[3] for row in rows if row[3] != "-"}
        self.requests = [
            (row[0], {"method": "show", "params": {"id": row[4]}}
             if row[2] == "show" else search(row[4], row[2]))
            for row in rows]
        self.qrels = (OWN / "qrels.txt").read_text().splitlines()

    def more(self, runs):
        """What no measure says: addressees missed, nothing that was found."""
        wrong = sum(self.to[q] not in hit["to"]
                    for q in self.to for hit in runs.hits[q][:3])
        found = sum(len(runs.ids.get(q, [])) > 0 for q, kind
                    in self.kinds.items() if kind == "nothing")
        return {"wrong addressee in top 3": wrong,
                "found where nothing is": found}


class Cacm:
    """3,204 titles and abstracts, 64 long questions; a folder as argument."""

    def __init__(self, data, work):
        if data is None or not (Path(data) / "cacm.tar.gz").is_file():
            raise SystemExit("cacm: give the folder with cacm.tar.gz, its "
                             "topics and qrels")
        data = Path(data)
        rows = work / "cacm.jsonl"
        with tarfile.open(data / "cacm.tar.gz") as archive, \
                rows.open("w") as out:
            for member in archive:
                if member.isfile():
                    text = archive.extractfile(member).read().decode("latin-1")
                    out.write(json.dumps(self.row(member.name, text)) + "\n")
        self.corpus = [rows]
        topics = re.findall(r"<DOCNO>\s*(\d+)\s*</DOCNO>(.*?)</DOC>",
                            (data / "topics.cacm.txt").read_text(), re.S)
        self.requests = [
            (number, search(re.sub(r'[\s"():]+', " ", text).strip(), "any", at))
            for number, text in topics for at in range(0, DEPTH, PAGE)]
        self.qrels = [re.sub(r"(CACM-\d+)", r"doc/\1", line) for line in
                      (data / "qrels.cacm.txt").read_text().splitlines()]

    @staticmethod
    def row(name, page):
        text = html.unescape(re.sub(r"<[^>]*>", " ", page)).strip()
        title, _, rest = text.partition("\n\n")
        return {"id": Path(name).stem, "title": " ".join(title.split()),
                "text": text}

    def more(self, _runs):
        return {}


SETS = {"own": Own, "cacm": Cacm}
