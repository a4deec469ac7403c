"""Whatever the text, an article's text is its blocks, and offsets map back to the same characters."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kgbuild.arabic.span import Span
from kgbuild.documents import Document, segment

LINES = st.one_of(
    st.sampled_from(
        [
            "مقالات ذات صلة",
            "اقرأ أيضاً:",
            "TT",
            "مشاركة المقال !",
            "اترك تعليق",
            "12 آذار/مارس 2020",
            "سالم حمدان (الصخرة)",
            "صورة من البلدة (رويترز)",
            "عودة الهدوء إلى البلدة",
            "الصخرة – واس: عاد الهدوء إلى البلدة بعد يومين من الاشتباكات.",
            "عاد الهدوء إلى البلدة بعد يومين من الاشتباكات العنيفة بين الفصيلين.",
            "وقال مصدر محلي إن المقاتلين انسحبوا من الأحياء الشرقية نحو المزارع.",
            "",
            " \u200f ",
        ]
    ),
    st.text(max_size=60),
)
TEXTS = st.lists(LINES, max_size=25).flatmap(
    lambda lines: st.sampled_from(["\n", "\r\n", "\n\n", "\r"]).map(lambda newline: newline.join(lines))
)


@given(TEXTS)
@settings(max_examples=300)
def test_blocks_make_the_text_and_lie_in_order(text):
    articles = segment(Document("a", text, "a", ""))
    end = 0
    for number, article in enumerate(articles):
        assert article.number == number
        assert article.blocks
        assert article.text == "\n".join(block.span.of(text) for block in article.blocks)
        for block in article.blocks:
            assert end <= block.span.start < block.span.end <= len(text)
            end = block.span.end


@given(TEXTS, st.data())
def test_offsets_map_to_the_same_characters(text, data):
    for article in segment(Document("a", text, "a", "")):
        offset = data.draw(st.integers(0, len(article.text) - 1))
        mapped = article.to_document(offset)
        if article.text[offset] == "\n":
            assert mapped in {block.span.end for block in article.blocks} or text[mapped] == "\n"
        else:
            assert text[mapped] == article.text[offset]
        block = data.draw(st.sampled_from(article.blocks))
        start = article.text.index(block.span.of(text))
        assert article.span_to_document(Span(start, start + 1)).of(text) == article.text[start]


@given(TEXTS)
def test_segmenting_is_deterministic_and_stable_on_its_own_output(text):
    document = Document("a", text, "a", "")
    assert segment(document) == segment(document)
