"""``python -m kgbuild.learning check|validate|train|joining|encoder|gold PATH…``: annotated articles, what is learned.

Articles whose ids stand in ``held.txt`` beside their folder train neither the encoder nor the joining: ``gold`` writes
them with gold files, to measure on.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language

from kgbuild.documents.article import Article
from kgbuild.errors import KgbuildError
from kgbuild.extraction.annotations import Reading
from kgbuild.extraction.encoder import ENCODER, FILES, cutter
from kgbuild.extraction.joining import JOINING
from kgbuild.extraction.pipeline import load_pipeline
from kgbuild.extraction.resources import create_resources
from kgbuild.extraction.selection import SLOTS
from kgbuild.extraction.weights import WEIGHTS
from kgbuild.learning.examples import Example, examples
from kgbuild.learning.gold import write_gold
from kgbuild.learning.lessons import lessons
from kgbuild.learning.markup import MarkedArticle, load_articles
from kgbuild.learning.pairs import pair_examples
from kgbuild.learning.pretrained import load_pretrained, piece_model
from kgbuild.learning.training import Fold, train, validate, write_weights

_USAGE = "usage: python -m kgbuild.learning check|validate|train|joining|encoder|gold PATH… (gold: its folder last)"
_HELD = "held.txt"
_LIMITS = (0.3, 0.5, 0.6, 0.7, 0.8, 0.9)


def _unmarked(article: MarkedArticle, nlp: Language) -> list[str]:
    """Words of violence that carry neither ``e`` nor ``x``, each with the words around it."""
    doc = nlp.make_doc(article.text)
    doc._.kgb = reading = Reading(Article(article.id, 0, article.text, ()))
    for name, component in nlp.pipeline:
        doc = component(doc)
        if name == "triggers":
            break
    marked = [span for span in article.spans if span.letter in "ex"]
    rows = []
    for trigger in reading.triggers:
        start, end = reading.words[trigger.start].start, reading.words[trigger.end - 1].end
        if not any(span.start < end and start < span.end for span in marked):
            rows.append("…" + " ".join(article.text[max(0, start - 30) : end + 30].split()) + "…")
    return rows


def _files(paths: Iterable[str]) -> list[Path]:
    return [f for p in map(Path, paths) for f in (sorted(p.rglob("*.txt")) if p.is_dir() else [p])]


def _is_held(file: Path) -> bool:
    listed = file.parent.parent / _HELD
    return listed.is_file() and file.stem in listed.read_text(encoding="utf-8").split()


def check(files: Iterable[Path]) -> int:
    """Print what is wrong with each file and which words of violence it leaves unmarked; 1 when one is broken."""
    nlp = load_pipeline("rules")
    broken = 0
    for file in files:
        try:
            (article,) = load_articles(file)
        except KgbuildError as error:
            broken += 1
            print(f"BROKEN {error}")
            continue
        missing = _unmarked(article, nlp)
        asserted = sum(event.factuality == "asserted" for event in article.events)
        print(
            f"{file.name}: {len(article.text.split())} words, {len(article.spans)} spans, {asserted} events happened, "
            f"{len(article.events) - asserted} others, {len(missing)} words of violence unmarked"
        )
        for row in missing:
            print("    unmarked:", row)
    return 1 if broken else 0


def _examples(files: Iterable[Path]) -> list[Example]:
    nlp = load_pipeline("rules")
    return [example for file in files for article in load_articles(file) for example in examples(article, nlp)]


def tune(files: Iterable[Path]) -> int:
    """Fine-tune the encoder and write it where extraction reads it."""
    from kgbuild.learning.encoder import EPOCHS, build, export, fit

    pretrained = load_pretrained()
    cut, nlp = cutter(piece_model(pretrained)), load_pipeline("rules")
    articles = [article for file in files if not _is_held(file) for article in load_articles(file)]
    seen = lessons(articles, nlp, cut, EPOCHS)
    for lesson in seen:
        decisions = sum(len(deed.decisions) for deed in lesson.deeds)
        print(f"{len(lesson.deeds)} deeds, {decisions} decisions, {len(lesson.pages)} pages", flush=True)
    network = build(pretrained)
    fit(network, seen)
    export(network, pretrained, ENCODER)
    print(f"{ENCODER}: " + ", ".join(f"{name} {(ENCODER / name).stat().st_size:,} bytes" for name in FILES))
    return 0


def tune_joining(files: Iterable[Path]) -> int:
    """Train the weights of the joining, and print how many pairs they put together rightly on held-out folds."""
    nlp = load_pipeline("rules")
    resources = create_resources()
    used = [file for file in files if not _is_held(file)]
    pairs = [
        pair
        for file in used
        for article in load_articles(file)
        for pair in pair_examples(article, nlp, resources.schema, resources.linker)
    ]
    print(
        f"{len(used)} articles, {len(pairs)} pairs left apart by the rules, {sum(p.right for p in pairs)} of one event"
    )
    folds = validate(pairs)
    for limit in _LIMITS:
        kept = [fold.example.right for fold in folds if fold.score >= limit]
        print(f"from {limit}: {len(kept)} pairs, {sum(kept) / max(1, len(kept)):.2f} of them of one event")
    write_weights(train(pairs), JOINING)
    return 0


def _print(folds: list[Fold]) -> None:
    print(f"{'decision':<10} {'chosen by':<7} {'cases':>6} {'right':>6}  precision / recall from a score of")
    print(f"{'':<33}" + "".join(f"{limit:>12}" for limit in _LIMITS))
    for decision in ("event", *SLOTS):
        for given in (True, False):
            rows = [fold for fold in folds if fold.example.decision == decision and fold.example.given == given]
            right = sum(fold.example.right for fold in rows)
            cells = []
            for limit in _LIMITS:
                kept = [fold for fold in rows if fold.score >= limit]
                true = sum(fold.example.right for fold in kept)
                cells.append(f"{true / max(1, len(kept)):>6.2f} /{true / max(1, right):>4.2f}")
            chosen = "rules" if given else "none"
            print(f"{decision:<10} {chosen:<9} {len(rows):>6} {right / max(1, len(rows)):>6.2f}" + "".join(cells))


def main(arguments: list[str]) -> int:
    """Run one of the commands."""
    if len(arguments) < 2 or arguments[0] not in ("check", "validate", "train", "joining", "encoder", "gold"):
        print(_USAGE)
        return 2
    if arguments[0] == "gold":
        articles = [article for file in _files(arguments[1:-1]) if _is_held(file) for article in load_articles(file)]
        print(f"{arguments[-1]}: {write_gold(articles, Path(arguments[-1]))} articles")
        return 0
    files = _files(arguments[1:])
    if arguments[0] == "joining":
        return tune_joining(files)
    if arguments[0] == "check":
        return check(files)
    if arguments[0] == "encoder":
        return tune(files)
    rows = _examples(files)
    print(f"{len(files)} articles, {len(rows)} examples")
    if arguments[0] == "validate":
        _print(validate(rows))
    else:
        weights = train(rows)
        write_weights(weights, WEIGHTS)
        print(f"{WEIGHTS}: " + ", ".join(f"{len(row)} weights of {decision}" for decision, row in weights.items()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
