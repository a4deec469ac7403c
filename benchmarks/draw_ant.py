"""Draws articles on armed conflict from the ANT corpus of Arabic news texts with a fixed seed.

usage: python benchmarks/draw_ant.py FOLDER OUT.jsonl START END

FOLDER holds the corpus as its authors publish it (github.com/antcorpus; versions 2.1 in ``multisource`` and 1.1 in
``jawhara``): one file an article with the tags DOCNO, URL, SRC, TITLE, TIME and TEXT. One copy of each text is kept, of
60 to 700 words, that has the words of armed violence which ``draw_sample.py`` asks for; the articles from START up to
END of the shuffle are written. Their text stays outside the repository; ids are the corpus's own (DOCNO).
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path

from draw_sample import is_violent

SEED = 20261129
SHORTEST, LONGEST = 60, 700  # words
PARTS = ("multisource", "jawhara/internationalNews", "jawhara/localNews", "jawhara/politic")


def articles(folder: Path) -> Iterator[dict[str, str]]:
    """Every article once, in the order of the files."""
    seen: set[str] = set()
    for part in PARTS:
        for path in sorted((folder / part).rglob("*.txt")):
            page = path.read_text(encoding="utf-8", errors="replace")
            text = _tag(page, "TEXT")
            key = re.sub(r"\W+", "", text)[:300]
            if text and key not in seen:
                seen.add(key)
                yield {
                    "id": _tag(page, "DOCNO"),
                    "title": _tag(page, "TITLE"),
                    "text": text,
                    "published": _day(page),
                    "source": _tag(page, "SRC"),
                    "url": _tag(page, "URL"),
                }


def _tag(page: str, name: str) -> str:
    found = re.search(rf"<{name}>(.*?)</{name}>", page, re.DOTALL)
    return found[1].strip() if found else ""


def _day(page: str) -> str:
    """The day of publication: of TIME, else of the last part of DOCNO."""
    told = _tag(page, "TIME")
    try:
        return parsedate_to_datetime(told).date().isoformat()
    except ValueError:
        plain = re.search(r"\d{4}-\d\d-\d\d", told)
        if plain:
            return plain[0]
    number = re.search(r"-(20\d\d)(\d\d)(\d\d)$", _tag(page, "DOCNO"))
    return "-".join(number.groups()) if number else ""


def main() -> None:
    folder, out, start, end = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    rows = [row for row in articles(folder) if SHORTEST <= len(row["text"].split()) <= LONGEST]
    violent = [row for row in rows if is_violent(row["text"])]
    random.Random(SEED).shuffle(violent)
    with out.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in violent[start:end])
    print(f"{len(rows)} articles, {len(violent)} violent")


if __name__ == "__main__":
    main()
