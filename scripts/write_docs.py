"""Write the pages on commands, queries, ontology and models from what they describe, so that nothing is left out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from kgbuild.catalogue.query import Parameter, load_catalogue
from kgbuild.cli import main
from kgbuild.cli.app import COMMANDS
from kgbuild.cli.model_card import Card, model_card, read_scores
from kgbuild.cli.ontology_page import ontology_page
from kgbuild.extraction.encoder import ENCODER, FILES
from kgbuild.extraction.weights import WEIGHTS
from kgbuild.learning.markup import load_articles
from kgbuild.learning.model import data_statement
from kgbuild.schema import load_schema

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
ARTICLES, SCORES = ROOT / "training" / "articles", ROOT / "training" / "scores.json"
COMMANDS_HEAD = """# Commands

Written by `make docs` from the commands' own help; do not edit by hand.

Every command that reads or writes the graph takes `--store FOLDER` (or the environment variable `KGBUILD_STORE`). The
format of what a command writes follows `--format`, else the ending of the `-o` file; without either it is a table on a
terminal and tab-separated values in a pipe. `-` is standard input or output. Failures and progress go to standard
error.

| exit code | meaning |
|---|---|
| 0 | done |
| 1 | some inputs failed, each listed on standard error, and the others are stored; or the work could not be done |
| 2 | wrong usage |
| 130 | stopped with Ctrl-C; what was finished is stored |

What was read of the actors and places, and what a new store begins with, is kept in the user's cache folder (some 30 MB
to 80 MB), so that the next command starts sooner:
`KGBUILD_CACHE` names another folder, and with an empty value nothing is kept. The files there may be deleted at any
time.

An error that is a bug of kgbuild is one line too; with `KGBUILD_DEBUG=1` in the environment it shows where it happened.
"""


MODELS_HEAD = """Written by `make docs` from the annotated articles and the files that ship; do not edit by hand.
`kgbuild model card FOLDER` writes the same of a model of your own. The table of scores is filled from
`training/scores.json`, which `kgbuild evaluate GOLD --store STORE -o training/scores.json` writes. It is of the
articles of `training/held.txt` (`python -m kgbuild.learning gold training/articles FOLDER` writes texts and gold):
they train neither the encoder nor the joining, while the regressions of the selection have seen them.
`training/project.yml` has the steps from articles to scores; `python -m weasel run all training` runs them. Authored
articles are dense and hard on purpose: more is missing there than in newspapers.
[Measuring](evaluation.md) tells which articles each part was trained on, and how often readers found claims of unseen
articles right."""
LICENCES = (
    ("annotated articles (`training/`)", "CC0 1.0; written for this project, no text of a news outlet is among them"),
    ("weights of the observations (`selection.tsv`)", "Apache-2.0, as kgbuild"),
    (
        "encoder and its tokenisation (`encoder/`)",
        "MIT; fine-tuned from [multilingual-e5-small](https://arxiv.org/abs/2402.05672), cut to pieces of Arabic and "
        "Latin text; `extraction/encoder/NOTICE`",
    ),
)


QUERIES_HEAD = """# Canned queries

Written by `make docs` from the headers of the files in `queries/`; do not edit by hand.

Ask one with `kgbuild query NAME -p KEY=VALUE`; `kgbuild query` lists them. Actors and places are named in Arabic, in
English, by another name they bear, or by IRI. A parameter given several times counts with any of its values. Each file
is a query that runs as it is in any SPARQL tool, with the example values filled in.
"""


def pages() -> dict[Path, str]:
    """Return every generated page with its text."""
    return {
        DOCS / "commands.md": _commands(),
        DOCS / "queries.md": _queries(),
        DOCS / "ontology.md": ontology_page(load_schema()),
        DOCS / "models.md": _models(),
    }


def _models() -> str:
    articles = load_articles(ARTICLES)
    files = {f"encoder/{name}": (ENCODER / name).stat().st_size for name in FILES}
    card = Card(
        "The models that come with kgbuild",
        MODELS_HEAD,
        {"articles": len(articles), **data_statement(articles)},
        {WEIGHTS.name: WEIGHTS.stat().st_size, **files},
        LICENCES,
        "training/articles",
        read_scores(SCORES) if SCORES.is_file() else None,
    )
    return model_card(card)


def _queries() -> str:
    parts = [QUERIES_HEAD]
    for query in load_catalogue():
        parts.append(f"## {query.name}\n\n**{query.title.en}** · {query.title.ar}\n\n{query.description.en}\n")
        parts.append(f"{query.description.ar}\n")
        if query.parameters:
            parts.append("| parameter | type | value | meaning |\n|---|---|---|---|")
            parts += [_parameter(parameter) for parameter in query.parameters]
            parts.append("")
        given = " ".join(f'-p {p.name}="{p.example}"' for p in query.parameters if p.required)
        parts.append(f"```sh\nkgbuild query {query.name}{' ' + given if given else ''}\n```\n")
    return "\n".join(parts)


def _parameter(parameter: Parameter) -> str:
    if parameter.required:
        value = f"required, such as `{parameter.example}`"
    elif parameter.default is not None:
        value = f"default `{parameter.default}`"
    else:
        value = f"optional, such as `{parameter.example}`"
    kind = " or ".join(f"`{choice}`" for choice in parameter.choices) or parameter.type
    return f"| `{parameter.name}` | {kind} | {value} | {parameter.description.en} |"


def _commands() -> str:
    parts = [COMMANDS_HEAD]
    context = click.Context(main, info_name="kgbuild")
    for name in COMMANDS:
        command = main.get_command(context, name)
        if command is not None:
            parts += _sections(command, click.Context(command, parent=context, info_name=name))
    return "\n".join(parts)


def _sections(command: click.Command, context: click.Context) -> Iterator[str]:
    context.terminal_width = context.max_content_width = 100
    yield f"## {context.command_path}\n\n```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                yield from _sections(inner, click.Context(inner, parent=context, info_name=name))


if __name__ == "__main__":
    for page, text in pages().items():
        page.write_text(text, encoding="utf-8")
        sys.stdout.write(f"wrote docs/{page.name}\n")
