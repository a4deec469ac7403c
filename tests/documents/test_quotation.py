"""Evidence is found again in the page it was extracted from, whatever extraction did to white space and marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.arabic.span import Span
from kgbuild.documents import Document, Quotation, Quotations, read

SENTENCE = "قُتل ثلاثة عناصر من الحرس المحلي في كمين نصبه مسلحون مجهولون على طريق الميناء صباح أمس، بحسب مصدر طبي."
OTHER = "وقال شهود عيان إن المهاجمين فروا نحو المزارع المجاورة بعد اشتباك قصير، وإن سيارة إسعاف نقلت الجرحى."


def page_of(tmp_path, body: str) -> Document:
    path = tmp_path / "a.html"
    path.write_text(f"<html><head><title>خبر</title></head><body>{body}</body></html>", encoding="utf-8")
    [document] = read([path])
    return document


def quoted(document: Document, words: str) -> Quotation:
    start = document.text.index(words)
    return Quotations(document).of(Span(start, start + len(words)))


@pytest.mark.parametrize(
    ("markup", "exact"),
    [
        (f"<p>{SENTENCE}</p>", SENTENCE),
        (f"<p>{SENTENCE.replace(' في ', chr(10) + '   في ')}</p>", SENTENCE.replace(" في ", "\n   في ")),
        (f"<p>{SENTENCE.replace('كمين', '<b>كمين</b>')}</p>", SENTENCE),
        (f"<p>{SENTENCE.replace(' من', '&nbsp;من')}</p>", SENTENCE.replace(" من", "\u00a0من")),
        (f"<p>{SENTENCE.replace('مسلحون', chr(0x200F) + 'مسلحون')}</p>", SENTENCE.replace("مسلحون", "\u200fمسلحون")),
        (f"<ul><li>{SENTENCE}</li><li>{OTHER}</li></ul>", SENTENCE),
        (f"<p>{SENTENCE.replace(' على', '<script>var x = 1;</script> على')}</p>", SENTENCE),
    ],
    ids=["plain", "line break", "inline markup", "no-break space", "bidi mark", "list item", "script"],
)
def test_words_stand_in_the_page_as_quoted(tmp_path, markup, exact):
    document = page_of(tmp_path, f"<nav>الرئيسية</nav><article>{markup}<p>{OTHER}</p></article><footer>حقوق</footer>")
    start = document.text.index("قُتل")
    end = document.text.index("طبي.") + len("طبي.")
    quotation = Quotations(document).of(Span(start, end))
    assert quotation.exact == exact
    assert quotation.prefix + quotation.exact + quotation.suffix in document.page


def test_surroundings_are_those_of_the_page(tmp_path):
    document = page_of(tmp_path, f"<nav>الرئيسية</nav><article><p>{SENTENCE}</p>\n<p>{OTHER}</p></article>")
    quotation = quoted(document, SENTENCE)
    assert quotation.prefix.endswith("الرئيسية")
    assert quotation.suffix == f"\n{OTHER}"[:32]


def test_a_teaser_with_the_same_words_is_not_quoted(tmp_path):
    body = f"<aside><p>{SENTENCE}</p></aside><article><p>{OTHER}</p> <p>{SENTENCE}</p> <p>وأضاف المصدر.</p></article>"
    document = page_of(tmp_path, body)
    assert quoted(document, SENTENCE).prefix.strip().endswith(OTHER[-20:])


def test_words_that_the_page_does_not_hold_are_quoted_from_the_text():
    document = Document("a.html", "قُتل ثلاثة.", "a.html", "", page="قُتل أربعة.")
    assert Quotations(document).of(Span(0, 10)) == Quotation("قُتل ثلاثة")


def test_a_document_that_is_no_page_is_quoted_from_its_text(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    [document] = read([path])
    assert document.page is None
    assert Quotations(document).of(Span(5, 10)) == Quotation(SENTENCE[5:10])


@given(st.lists(st.text(alphabet="ابتن .,-|\n\u200f\u00a0", max_size=12), min_size=1, max_size=8), st.data())
def test_a_quotation_is_a_stretch_of_the_page_with_the_same_letters(parts, data):
    text = "".join(parts)
    document = Document("a.html", text, "a.html", "", page="قبل " + "\n\u200f ".join(parts) + " بعد")
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    quotation = Quotations(document).of(span)
    assert letters(quotation.exact) == letters(span.of(text))
    if quotation.prefix is not None:
        assert quotation.prefix + quotation.exact + quotation.suffix in document.page


def letters(text: str) -> str:
    return "".join(sign for sign in text if sign in "ابتن.,")
