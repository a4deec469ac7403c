"""How fast the names of the knowledge base are found in text, beside two usual ways to look for the same spellings.

    python benchmarks/match_speed.py TEXTS [--articles 2000] [--rounds 3]

TEXTS is a folder of zips of JSON arrays (key ``content``), as the newspaper corpus has them, or a text file. In one
run, on one core, over the same words:

- the alias index of kgbuild: folding, all matches with joined particles, what stands before them, one reading of
  overlapping ones;
- one regular expression, an alternation of the same spellings between word boundaries, over folded text;
- spaCy's PhraseMatcher (attribute LOWER) with the same spellings, over folded text that spaCy's blank Arabic pipeline
  tokenised; with tokenising, and without.

The other two find bare spellings alone: no particles, no cues, and what they find is not resolved. Words per second are
the best of the rounds; compare ratios, since figures depend on the machine. Nothing is asserted. Loading is measured
in processes of their own, without a snapshot, while one is written, and with it: the seconds of the load and of the
first match after it, best of the rounds, and the memory of the whole process.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

SEED = 20150801
SENTENCE = "قصفت طائرات حربية ليلة الأحد مواقع للحشد الشعبي قرب مدينة البوكمال، ووصلت التعزيزات إلى بورسوادن."
LOADING = """
import resource, sys, time
from kgbuild.knowledge import load_knowledge
began, worked = time.perf_counter(), time.process_time()
base = load_knowledge()
took, busy = time.perf_counter() - began, time.process_time() - worked
worked = time.process_time()
base.match(sys.argv[1])
print(took, busy, time.process_time() - worked, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def texts_of(source: Path, articles: int) -> list[str]:
    """Texts of articles, drawn with a fixed seed; of a text file its paragraphs."""
    if source.is_file():
        return [part for part in source.read_text(encoding="utf-8").split("\n\n") if part.strip()]
    found = []
    for path in sorted(source.glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in sorted(archive.namelist()):
                found += [row["content"] for row in json.loads(archive.read(name))]
    random.Random(SEED).shuffle(found)
    return found[:articles]


def best(rounds: int, run: Callable[[], int]) -> tuple[float, int]:
    """Seconds of processor time of the fastest round, and what it returned."""
    times = []
    found = 0
    for _ in range(rounds):
        gc.collect()
        began = time.process_time()
        found = run()
        times.append(time.process_time() - began)
    return min(times), found


def loading(cache: str) -> list[float]:
    """Load in another process: seconds, those of the processor, those of the first match, and megabytes."""
    environment = {**os.environ, "KGBUILD_CACHE": cache}
    done = subprocess.run(
        [sys.executable, "-c", LOADING, SENTENCE], env=environment, check=True, capture_output=True, text=True
    )
    return [float(figure) for figure in done.stdout.split()]


def print_loading(rounds: int) -> None:
    """To be called first: a process that a large one starts is told to have been as large."""
    measured: dict[str, list[list[float]]] = {}
    for _ in range(rounds):
        with TemporaryDirectory() as folder:
            for way, cache in (("no snapshot", ""), ("writing one", folder), ("from it", folder)):
                measured.setdefault(way, []).append(loading(cache))
    print("loading\tseconds\tof the processor\tfirst match\tMB in all")
    for way, runs in measured.items():
        took, busy, first, megabytes = map(min, zip(*runs, strict=True))
        print(f"{way}\t{took:.2f}\t{busy:.2f}\t{first:.2f}\t{megabytes:.0f}")


def main() -> None:
    parser = argparse.ArgumentParser(description="How fast names are found.")
    parser.add_argument("texts", type=Path)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    print_loading(options.rounds)

    import spacy
    from spacy.matcher import PhraseMatcher

    from kgbuild.arabic.normalise import fold
    from kgbuild.knowledge import load_knowledge

    texts = texts_of(options.texts, options.articles)
    base = load_knowledge()
    words = sum(len(text.split()) for text in texts)
    spellings = sorted(
        {
            " ".join(fold(name.text).casefold().split())
            for entity in base.entities
            for name in entity.names
            if name.language == "ar" or name.role == "acronym"
        },
        key=lambda spelling: (-len(spelling), spelling),
    )
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, spellings)) + r")\b")
    language = spacy.blank("ar")
    matcher = PhraseMatcher(language.vocab, attr="LOWER")
    matcher.add("name", list(language.tokenizer.pipe(spellings)))
    folded = [fold(text).casefold() for text in texts]
    docs = list(language.tokenizer.pipe(folded))

    runs: dict[str, Callable[[], int]] = {
        "alias index": lambda: sum(len(base.match(text)) for text in texts),
        "regular expression": lambda: sum(sum(1 for _ in pattern.finditer(fold(text).casefold())) for text in texts),
        "PhraseMatcher, tokenising": lambda: sum(len(matcher(language.tokenizer(text))) for text in folded),
        "PhraseMatcher, text tokenised": lambda: sum(len(matcher(doc)) for doc in docs),
    }
    print(f"{len(texts)} texts, {words} words, {len(spellings)} spellings")
    print("way\twords per second\tratio to the alias index\tfound")
    measured = {way: best(1 if way == "regular expression" else options.rounds, run) for way, run in runs.items()}
    own = measured["alias index"][0]
    for way, (took, found) in measured.items():
        print(f"{way}\t{words / took:.0f}\t{own / took:.2f}\t{found}")


if __name__ == "__main__":
    main()
