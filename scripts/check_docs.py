"""Fail when the documentation and the code have parted: commands, options, queries, links, files, error codes."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from kgbuild import errors

sys.path.insert(0, str(Path(__file__).resolve().parent))
import write_docs

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
    yield from _generated()
    yield from _codes()
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        yield from _links(page, text)
        yield from _files(page, text)


def _generated() -> Iterator[str]:
    """Pages that are written from the code say what the code says: every command, option, query and parameter."""
    for page, text in write_docs.pages().items():
        if not page.is_file() or page.read_text(encoding="utf-8") != text:
            yield f"docs/{page.name}: out of date; run make docs"


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
    """Files that a page names between backquotes exist; a bare name may lie anywhere in the package."""
    names = {file.name for file in (ROOT / "src").rglob("*.toml")}
    for code in CODE.findall(FENCE.sub("", text)):
        if PATH.fullmatch(code) and code not in MADE_LATER:
            homes = (ROOT, page.parent, ROOT / "src" / "kgbuild", ROOT / "ontology")
            if not any((home / code).exists() for home in homes) and code not in names:
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
