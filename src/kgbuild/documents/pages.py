"""The main text of an HTML page, and the headline, day and outlet that the page names. No network."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from kgbuild.documents.decoding import decode
from kgbuild.documents.description import Description, parse_day
from kgbuild.errors import BadDateError, NoTextInPageError

__all__ = ["Page", "read_page"]

# https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]{1,40})", re.IGNORECASE)
_PRESCAN = 4096
# What a quote selector counts as text (https://www.w3.org/TR/annotation-model/#text-quote-selector), less what no
# reader sees.
_TEXT_NODES = "//text()[not(parent::script or parent::style)]"
# An article element inside another one is a comment or a part of it (https://html.spec.whatwg.org/#the-article-element).
_ARTICLES = "//article[not(ancestor::article or ancestor::aside or ancestor::nav or ancestor::footer)][.//p]"
_OPENINGS = ".//h1|.//h2|.//h3|.//p"
# Fewer letters than these do not tell one line of a page from another.
_TELLING = 15
# The precise reading stands while it keeps this share of what the plain reading finds; below it, body was lost.
_KEPT = 0.6


@dataclass(frozen=True, slots=True)
class Page:
    """The extracted text of a page, paragraphs parted by newlines, all its text, and what it says of itself.

    ``later_articles`` are the offsets in ``text`` at which its second and later articles begin: pages that load the
    next story below the first hold several, and only the first is of the day that the page names.
    """

    text: str
    whole: str
    description: Description
    later_articles: tuple[int, ...] = ()


def read_page(data: bytes) -> Page:
    """Extract the main text of a page with trafilatura, or, where it finds none, all text that is not navigation.

    Precision is favoured (a teaser must not pass for the article) unless that reading drops much of the body.

    Raises
    ------
    NoTextInPageError
        When the page holds no text.
    BinaryFileError, EncodingError
        When it cannot be decoded.

    Examples
    --------
    >>> body = "أعلنت وزارة الدفاع أن قواتها صدت هجوماً على حاجز غرب المدينة. " * 4
    >>> page = read_page(f"<html><body><article><p>{body}</p></article></body></html>".encode())
    >>> page.text.startswith("أعلنت وزارة الدفاع")
    True
    """
    import trafilatura
    from trafilatura.settings import use_config

    match = _DECLARED.search(data, 0, _PRESCAN)
    html = decode(data, match[1].decode("ascii") if match else None)
    tree = trafilatura.load_html(html)
    if tree is None:
        raise NoTextInPageError("there is no markup in it")
    config = use_config()
    # 0 turns the alarm-based time limit off: it works in the main thread only.
    config.set("DEFAULT", "EXTRACTION_TIMEOUT", "0")
    settings: dict[str, Any] = {
        "include_comments": False,
        "include_tables": True,
        "with_metadata": True,
        "config": config,
        # Only what the page's markup states; a day found anywhere in the text would be a guess.
        "date_extraction_params": {"extensive_search": False, "original_date": True},
    }
    precise = trafilatura.bare_extraction(html, favor_precision=True, **settings)
    plain = trafilatura.bare_extraction(html, **settings)
    text = _text(precise)
    if len(text) < _KEPT * len(_text(plain)):
        text = _text(plain)
    if not text:
        text = trafilatura.html2txt(html).strip()
    if not text:
        raise NoTextInPageError("no text was found in it")
    whole = "".join(tree.xpath(_TEXT_NODES))
    return Page(text, whole, _description(plain or precise), _later_articles(tree, text))


def _later_articles(tree: Any, text: str) -> tuple[int, ...]:
    """Find where the page's articles after the first begin: at their headline or first paragraph that was kept."""
    starts = [(match.start(), _letters(match[0])) for match in re.finditer(r"[^\n]+", text)]
    found: list[int] = []
    articles = tree.xpath(_ARTICLES)
    # Teasers may stand above the page's own article, which has its first headline.
    own = next((i for i, article in enumerate(articles) if article.xpath(".//h1")), 0)
    for article in articles[own:]:
        openings = [_letters(element.text_content()) for element in article.xpath(_OPENINGS)]
        openings = [opening for opening in openings if len(opening) >= _TELLING]
        after = found[-1] if found else -1
        lines = [(start, line) for start, line in starts if start > after and len(line) >= _TELLING]
        begins = next((s for o in openings for s, line in lines if o.startswith(line) or line.startswith(o)), None)
        if begins is not None:
            found.append(begins)
    return tuple(found[1:])


def _letters(text: str) -> str:
    return "".join(text.split())


def _text(extracted: Any) -> str:
    return (extracted.text or "").strip() if extracted is not None else ""


def _description(extracted: Any) -> Description:
    if extracted is None:
        return Description()
    try:
        published = parse_day(extracted.date) if extracted.date else None
    except BadDateError:
        published = None
    return Description(
        title=extracted.title or None,
        published=published,
        published_origin="page",
        source=extracted.sitename or None,
        url=extracted.url or None,
    )
