"""Counts the words of newspaper Arabic and writes the common ones, which no name may shadow.

usage: python scripts/count_common_words.py CORPUS_DIR

CORPUS_DIR holds one zip a day, each with one JSON array of articles. A word is common that at least one in two hundred
articles uses, with its joined particles and its article taken off, and that is no sure name of the knowledge base.
Writes ``src/kgbuild/knowledge/common_words.txt``: words only, in the order of the alphabet, nothing of any text.
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
from collections import Counter
from pathlib import Path

from kgbuild.arabic.normalise import fold
from kgbuild.knowledge import load_knowledge

_SHARE = 200
_WORD = re.compile(r"[\u0621-\u064a]{2,}")
_PARTICLES = re.compile(r"^(?:[وف]?(?:[بكل])?(?:ال)|[وف]?لل)")
_TARGET = Path(__file__).resolve().parents[1] / "src" / "kgbuild" / "knowledge" / "common_words.txt"


def words(text: str) -> set[str]:
    """The folded words of a text, without joined particles before an article and without the article."""
    return {_PARTICLES.sub("", word) or word for word in _WORD.findall(fold(text))}


def main() -> None:
    """Count, and write the list."""
    counts: Counter[str] = Counter()
    articles = 0
    for path in sorted(Path(sys.argv[1]).glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                for row in json.loads(archive.read(name)):
                    counts.update(words(row["content"]))
                    articles += 1
    names = {
        _PARTICLES.sub("", fold(name.text)) or fold(name.text)
        for entity in load_knowledge(gazetteer=None).entities
        for name in entity.names
        if not name.needs_context and name.role not in ("generic", "demonym")
    }
    common = sorted(word for word, count in counts.items() if count * _SHARE >= articles and word not in names)
    _TARGET.write_text("".join(f"{word}\n" for word in common), encoding="utf-8")
    print(f"{articles} articles, {len(common)} common words in {_TARGET.name}")


if __name__ == "__main__":
    main()
