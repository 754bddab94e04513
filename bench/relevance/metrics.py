"""The measures of trec_eval, for one question and as means over all.

A run is a list of ids, best first; judged maps ids to grades. What is not
judged has grade 0. As trec_eval does: the gain of nDCG is the grade itself,
a document of any grade above 0 is relevant, and a question with no relevant
document is left out.
"""
from math import log2


def ndcg(run, judged, depth):
    def gain(grades):
        return sum(g / log2(i + 2) for i, g in enumerate(grades[:depth]))
    ideal = gain(sorted(judged.values(), reverse=True))
    return gain([judged.get(i, 0) for i in run]) / ideal


def average_precision(run, judged):
    found, total = 0, 0.0
    for rank, i in enumerate(run, start=1):
        if judged.get(i, 0) > 0:
            found += 1
            total += found / rank
    return total / sum(grade > 0 for grade in judged.values())


def precision(run, judged, depth):
    return sum(judged.get(i, 0) > 0 for i in run[:depth]) / depth


def recall(run, judged, depth):
    relevant = sum(grade > 0 for grade in judged.values())
    return sum(judged.get(i, 0) > 0 for i in run[:depth]) / relevant


MEASURES = {
    "nDCG@10": lambda run, judged: ndcg(run, judged, 10),
    "MAP": average_precision,
    "P30": lambda run, judged: precision(run, judged, 30),
    "R100": lambda run, judged: recall(run, judged, 100),
}


def read_qrels(lines):
    qrels = {}
    for line in lines:
        question, _, i, grade = line.split()
        qrels.setdefault(question, {})[i] = int(grade)
    return qrels


def means(runs, qrels):
    """Of each measure, over the questions that have something to find."""
    asked = [q for q in qrels if any(g > 0 for g in qrels[q].values())]
    return {name: sum(measure(runs.get(q, []), qrels[q]) for q in asked)
            / len(asked) for name, measure in MEASURES.items()}
