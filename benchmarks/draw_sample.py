"""Draws articles on armed conflict from the newspaper corpus with a fixed seed, before any result is seen.

usage: python benchmarks/draw_sample.py CORPUS_DIR OUT_DIR [SEED [READ.txt]]

CORPUS_DIR holds one zip a day, each with one JSON array (see the corpus README). The draw keeps one copy of each text,
takes the articles in which at least three words of armed violence occur, at least one in two hundred words, shuffles
them with SEED and deals them out in turn: ``test.jsonl`` (read once, at the end), ``dev.jsonl`` (to find failures in)
and ``rest.jsonl``. READ.txt lists ids, one a line, that are left out: articles read before (``read_articles.txt``). The
files carry the articles' text and so stay outside the repository; ids are ``DAY.json:INDEX``.
"""

from __future__ import annotations

import json
import random
import re
import sys
import zipfile
from pathlib import Path

SEED = 20150801
DRAWN = 90
VIOLENCE = re.compile(
    r"\b(?:و|ف|ب|ل|وب|ول)?(?:ال)?(?:قتل|قتلت|مقتل|قتيل|قتيلا|قتلى|غارة|غارات|قصف|قصفت|اشتباك|اشتباكات|تفجير|تفجيرات|انتحاري"
    r"|كمين|معارك|مسلحون|مسلحين|مسلحا|ميليشيا|ميليشيات|صواريخ|صاروخ|قذائف|قذيفة|عبوة|عبوات|اغتيال|استهدف|استهدفت)\b"
)


def articles(corpus: Path) -> list[dict[str, str]]:
    """Every article once, in the order of the files, with its id, text, title, published and source."""
    seen: set[str] = set()
    rows = []
    for path in sorted(corpus.glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in sorted(archive.namelist()):
                for index, row in enumerate(json.loads(archive.read(name))):
                    key = re.sub(r"\W+", "", row["content"])[:400]
                    if key in seen:
                        continue
                    seen.add(key)
                    rows.append(
                        {
                            "id": f"{name}:{index}",
                            "title": row["title"],
                            "text": row["content"],
                            "published": row["date_extracted"][:10],
                            "source": row["source"],
                            "url": row["url"],
                        }
                    )
    return rows


def is_violent(text: str) -> bool:
    """Whether at least three words of armed violence occur, at least one in two hundred words."""
    hits = len(VIOLENCE.findall(text))
    return hits >= 3 and hits * 200 >= len(text.split())


def main() -> None:
    corpus, out = Path(sys.argv[1]), Path(sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else SEED
    read = set(Path(sys.argv[4]).read_text(encoding="utf-8").split()) if len(sys.argv) > 4 else set()
    out.mkdir(parents=True, exist_ok=True)
    rows = articles(corpus)
    violent = [row for row in rows if is_violent(row["text"]) and row["id"] not in read]
    random.Random(seed).shuffle(violent)
    halves = {"test": violent[: 2 * DRAWN : 2], "dev": violent[1 : 2 * DRAWN : 2], "rest": violent[2 * DRAWN :]}
    for name, half in halves.items():
        with (out / f"{name}.jsonl").open("w", encoding="utf-8") as stream:
            stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in half)
    print(f"{len(rows)} articles, {len(violent)} violent, " + ", ".join(f"{k} {len(v)}" for k, v in halves.items()))


if __name__ == "__main__":
    main()
