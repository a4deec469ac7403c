"""Fail when the documentation and the code have parted: commands, options, queries, links, files, error codes."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from kgbuild import errors
from kgbuild.catalogue.query import load_catalogue

sys.path.insert(0, str(Path(__file__).resolve().parent))
import write_commands

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("*/README.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
TOP = "src|docs|queries|ontology|seeds|tests|scripts|benchmarks"
PATH = re.compile(rf"(?:{TOP})/[\w./-]*\w/?|[\w.-]+\.(?:md|toml)")
MADE_LATER = {"metadata.csv"}


def problems() -> Iterator[str]:
    """Yield what is wrong, one line each."""
    yield from _commands()
    yield from _queries()
    yield from _codes()
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        yield from _links(page, text)
        yield from _files(page, text)


def _commands() -> Iterator[str]:
    if not write_commands.PAGE.is_file() or write_commands.PAGE.read_text(encoding="utf-8") != write_commands.page():
        yield "docs/commands.md: not what the commands say of themselves; run make docs"


def _queries() -> Iterator[str]:
    pages = "\n".join(page.read_text(encoding="utf-8") for page in (ROOT / "docs").rglob("*.md"))
    for query in load_catalogue():
        if f"`{query.name}`" not in pages:
            yield f"queries/{query.name}.rq: no page of docs/ names `{query.name}`"


def _codes() -> Iterator[str]:
    """Every error class is exported, has a code of its own and says what it is."""
    classes = [value for value in vars(errors).values() if isinstance(value, type)]
    seen: dict[str, str] = {}
    for kind in (k for k in classes if issubclass(k, errors.KgbuildError)):
        if kind.__name__ not in errors.__all__:
            yield f"src/kgbuild/errors.py: {kind.__name__} is not in __all__"
        if kind.code in seen:
            yield f"src/kgbuild/errors.py: {kind.__name__} has the code {kind.code} of {seen[kind.code]}"
        seen[kind.code] = kind.__name__


def _links(page: Path, text: str) -> Iterator[str]:
    for target in LINK.findall(FENCE.sub("", text)):
        address, _, anchor = target.partition("#")
        if ":" in address:
            continue
        file = (page.parent / address).resolve() if address else page
        if not file.exists():
            yield f"{page.relative_to(ROOT)}: the link {target} leads nowhere"
        elif anchor and file.suffix == ".md" and anchor not in _anchors(file.read_text(encoding="utf-8")):
            yield f"{page.relative_to(ROOT)}: {address or page.name} has no heading #{anchor}"


def _anchors(text: str) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _files(page: Path, text: str) -> Iterator[str]:
    """Files that a page names between backquotes exist, counted from the repository or from the page."""
    for code in CODE.findall(FENCE.sub("", text)):
        if PATH.fullmatch(code) and code not in MADE_LATER:
            homes = (ROOT, page.parent, ROOT / "src" / "kgbuild", ROOT / "ontology")
            if not any((home / code).exists() for home in homes):
                yield f"{page.relative_to(ROOT)}: there is no {code}"


def main() -> int:
    """Print every problem; the exit code says whether there were any."""
    found = list(problems())
    for line in found:
        print(line)
    print(f"documentation: {len(PAGES)} pages, {len(found)} problems")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
