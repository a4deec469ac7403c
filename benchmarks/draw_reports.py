"""Draws the articles of tests/gold/reports_dev and reports_test again: half tells of armed violence, half does not.

usage: python benchmarks/draw_reports.py CORPUS ANT OUT

Sixty articles are positions 120 to 180 of the draw of ``draw_ant.py`` (ANT). Sixty others come from the newspaper
corpus that ``draw_sample.py`` reads (CORPUS), with a fixed seed: articles of 60 to 500 words that are not on armed
violence, thirty of them with a word or two of it. OUT gets ``dev.jsonl`` and ``test.jsonl``; both were dealt out
before anything was annotated or extracted. Their text stays outside the repository.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

import draw_ant
import draw_sample

SEED = 20261130
START, END = 120, 180
SHORTEST, LONGEST = 60, 500  # words
OTHERS = 30  # of either kind
PARTS = 4  # in which the articles were annotated


def main() -> None:
    corpus, ant, out = (Path(argument) for argument in sys.argv[1:4])
    out.mkdir(parents=True, exist_ok=True)
    rows = [r for r in draw_ant.articles(ant) if draw_ant.SHORTEST <= len(r["text"].split()) <= draw_ant.LONGEST]
    violent = [row for row in rows if draw_sample.is_violent(row["text"])]
    random.Random(draw_ant.SEED).shuffle(violent)
    chance = random.Random(SEED)
    others = [
        row
        for row in draw_sample.articles(corpus)
        if not draw_sample.is_violent(row["text"]) and SHORTEST <= len(row["text"].split()) <= LONGEST
    ]
    worded = [row for row in others if draw_sample.VIOLENCE.search(row["text"])]
    plain = [row for row in others if not draw_sample.VIOLENCE.search(row["text"])]
    drawn = chance.sample(worded, OTHERS) + chance.sample(plain, OTHERS)
    chance.shuffle(drawn)
    sets: dict[str, list[dict[str, str]]] = {"dev": [], "test": []}
    for part in range(PARTS):
        for number, row in enumerate(violent[START:END][part::PARTS] + drawn[part::PARTS]):
            sets["test" if number % 2 else "dev"].append(row)
    for name, chosen in sets.items():
        with (out / f"{name}.jsonl").open("w", encoding="utf-8") as stream:
            stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in chosen)


if __name__ == "__main__":
    main()
