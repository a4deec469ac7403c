"""What a page holds around its articles goes, what the articles say stays."""

from datetime import date

import pytest

from kgbuild.documents import Document, segment

STRIKE = [
    "قُتل خمسة عناصر من فصيل محلي وأصيب آخرون، فجر الأحد، بغارة جوية استهدفت مقراً لهم قرب بلدة تل الريحان.",
    "وقال مصدر طبي إن الجرحى نُقلوا إلى مستشفى المدينة، وإن حالة اثنين منهم حرجة، فيما طوّق الفصيل موقع الغارة.",
    "ولم تتبنَّ أي جهة الغارة حتى الآن، لكن سكاناً قالوا إن طائرة مسيّرة حلّقت فوق البلدة طوال الليل.",
    "وكان المقر نفسه قد تعرض لقصف مماثل قبل نحو شهر من دون وقوع خسائر بشرية في صفوف الفصيل.",
]
HARBOUR = [
    "افتتحت إدارة ميناء الصخرة رصيفاً جديداً للحاويات بحضور وفد من شركات الشحن وممثلين عن نقابة العمال.",
    "وذكر مدير الميناء أن الرصيف يستقبل ثلاث سفن في وقت واحد، وأن كلفته بلغت أربعين مليون دينار خلال عامين.",
    "وأشار النقيب إلى أن تشغيل الرصيف يوفر مئتي وظيفة دائمة لأبناء الأحياء القريبة من الساحل.",
]
TEASER = "قالت الشرطة إن عبوة ناسفة انفجرت بدورية على الطريق الدولي وقتلت جنديين وأصابت ثالثاً بجروح خطرة."
TITLE = "خمسة قتلى بغارة على مقر فصيل قرب تل الريحان"
HARBOUR_TITLE = "رصيف جديد للحاويات في ميناء الصخرة"
OTHER_TITLE = "مقتل جنديين بانفجار عبوة على الطريق الدولي"


def page(*lines):
    return Document("page.txt", "\n\n".join(lines), "page.txt", "", published=date(2019, 5, 5))


def kept(document):
    """Give the kinds and texts of each article's blocks, after checking the map to the document."""
    articles = segment(document)
    for number, article in enumerate(articles):
        assert article.number == number
        assert article.text == "\n".join(b.span.of(document.text) for b in article.blocks)
    return [[(b.kind, b.span.of(document.text)) for b in a.blocks] for a in articles]


def paragraphs(document):
    return [[text for kind, text in article if kind == "paragraph"] for article in kept(document)]


FURNITURE = [
    "مشاركة المقال !",
    "شارك عبر فيسبوك",
    "TT",
    "0",
    "12",
    "***",
    "[sociallocker] [/sociallocker]",
    "اترك تعليقاً",
    "هذا الموقع يستخدم Akismet لتقليل البريد المزعج. اعرف كيف تُعالج بيانات تعليقك.",
    "نستخدم ملفات تعريف الارتباط لتحسين تجربتك. بالمتابعة أنت توافق على ذلك.",
    "رابط الخبر بصحيفة الساحل: خمسة قتلى بغارة على مقر فصيل",
    "اقرأ أيضاً: مقتل جنديين بانفجار عبوة على الطريق الدولي",
    "إقرأ أيضا : مقتل جنديين بانفجار عبوة",
    "عناصر من الدفاع المدني في موقع الغارة (أ.ف.ب)",
    "دخان يتصاعد من البلدة (أرشيفية - رويترز)",
    "// انتهى //",
    "14:12 ت م",
    "...المزيد",
    "جميع الحقوق محفوظة لوكالة الساحل 2019",
    "https://news.example/123",
    "تابعونا على تلغرام",
]


@pytest.mark.parametrize("line", FURNITURE)
@pytest.mark.parametrize("position", [0, 2, 4], ids=["before", "inside", "after"])
def test_furniture_goes_wherever_it_stands(line, position):
    lines = [*STRIKE]
    lines.insert(position, line)
    assert paragraphs(page(TITLE, *lines)) == [STRIKE]


BODY = [
    "وشارك في الهجوم نحو مئة مقاتل بحسب المصدر نفسه.",
    "المزيد من التعزيزات وصلت إلى محيط البلدة مساء السبت.",
    "للمزيد من الضغط على الفصيل قطع الجيش الطريق الشرقي.",
    "تابعنا على الأرض انسحاب العناصر من ثلاث نقاط.",
    "التعليقات على البيان جاءت متباينة بين الأهالي والفصائل.",
    "وأسفر القصف عن 12",
    "وكتب على القذائف «نصرة لأهلنا»",
    "1 - العريف سالم حمدان الجبوري.",
    "الوضع الإنساني",
    "قتل جنديان (أحدهما ضابط)",
    "حمص (وسط)",
    "2012- معركة القلعة.",
    "خاص الجيش معارك عنيفة استمرت حتى الفجر.",
]


@pytest.mark.parametrize("line", BODY)
@pytest.mark.parametrize("position", [1, 4], ids=["inside", "after"])
def test_what_only_looks_like_furniture_stays(line, position):
    lines = [*STRIKE]
    lines.insert(position, line)
    [article] = kept(page(TITLE, *lines))
    assert line in [text for _, text in article]


def test_kinds_of_the_lines_before_and_between_paragraphs():
    document = page(TITLE, "21 شباط (فبراير)، 2018", "خاص وكالة الساحل", STRIKE[0], "تحقيق رسمي", *STRIKE[1:])
    [article] = kept(document)
    assert [kind for kind, _ in article] == [
        "headline",
        "dateline",
        "byline",
        "paragraph",
        "headline",
        *["paragraph"] * 3,
    ]


@pytest.mark.parametrize(
    ("opening", "dateline"),
    [
        ("الصخرة – واس: ", "الصخرة – واس:"),
        ("تل الريحان (أ ف ب) - ", "تل الريحان (أ ف ب) -"),
        ("واس - الصخرة : ", "واس - الصخرة :"),
        ("أخبار الساحل: ", "أخبار الساحل:"),
        ("سبق- وكالات: ", "سبق- وكالات:"),
    ],
)
def test_town_and_agency_before_the_first_word_are_a_block(opening, dateline):
    [article] = kept(page(TITLE, opening + STRIKE[0], *STRIKE[1:]))
    assert article[1:3] == [("dateline", dateline), ("paragraph", STRIKE[0])]


@pytest.mark.parametrize(
    "opening",
    ["قال الناطق: ", "وزير الدفاع: ", "«الهدنة مستمرة» - ", "المرصد: "],
)
def test_a_speaker_before_the_first_word_is_no_dateline(opening):
    [article] = kept(page(TITLE, opening + STRIKE[0], *STRIKE[1:]))
    assert article[1] == ("paragraph", opening + STRIKE[0])


def test_a_lone_town_before_the_body_is_a_dateline_and_no_title():
    document = page("تل الريحان", *STRIKE)
    [article] = segment(document)
    assert article.blocks[0].kind == "dateline"
    assert article.title is None


REPEATS = {
    "adjacent": [TITLE, TITLE, *STRIKE],
    "around-furniture": [TITLE, "TT", TITLE, *STRIKE],
    "other-spelling": [TITLE, "خمسةُ قتلى بغارة على مقرّ فصيل قرب «تل الريحان»", *STRIKE],
    "later-again": [TITLE, *STRIKE, TITLE],
    "caption-inside": [TITLE, *STRIKE[:2], "الجرحى في مستشفى المدينة", "الجرحى في مستشفى المدينة", *STRIKE[2:]],
    "paragraph": [TITLE, *STRIKE, STRIKE[0]],
}


@pytest.mark.parametrize("lines", REPEATS.values(), ids=REPEATS)
def test_a_line_said_twice_is_kept_once(lines):
    [article] = kept(page(*lines))
    texts = [text for _, text in article]
    assert len(texts) == len(set(texts))
    assert texts[0] == TITLE
    assert [text for text in texts if text in STRIKE] == STRIKE


RELATED = [
    "مقالات ذات صلة",
    OTHER_TITLE,
    "المشرق العربي عناصر من الشرطة قرب موقع الانفجار (رويترز)",
    OTHER_TITLE,
    TEASER,
    "سالم حمدان (الصخرة)",
    "شؤون عربية جنود عند حاجز (الشرق الأوسط)",
    "انتشار جديد للجنود على الطريق الدولي",
    "انتشر مئات الجنود على الطريق الدولي بعد سلسلة انفجارات أوقعت قتلى من الشرطة خلال الأسبوع الماضي.",
    "«الساحل» (الصخرة)",
]


def test_related_teasers_after_an_article_go():
    assert paragraphs(page(TITLE, *STRIKE, *RELATED)) == [STRIKE]


def test_an_article_goes_on_after_related_teasers():
    assert paragraphs(page(TITLE, STRIKE[0], *RELATED, *STRIKE[1:])) == [STRIKE]


def test_an_article_goes_on_after_a_list_of_titles():
    assert paragraphs(page(TITLE, *STRIKE[:2], "أخبار ذات صلة", OTHER_TITLE, HARBOUR_TITLE, *STRIKE[2:])) == [STRIKE]


@pytest.mark.parametrize("pointer", ["اقرأ أيضاً:", "شاهد أيضا"])
def test_a_pointer_takes_the_title_after_it_along(pointer):
    assert paragraphs(page(TITLE, *STRIKE[:3], pointer, OTHER_TITLE, STRIKE[3])) == [STRIKE]


def test_a_pointer_at_the_end_of_a_paragraph_goes_alone():
    assert paragraphs(page(TITLE, STRIKE[0] + f" (اقرأ أيضاً: {OTHER_TITLE})", *STRIKE[1:])) == [STRIKE]


SECOND = {
    "doubled-headline": [HARBOUR_TITLE, HARBOUR_TITLE],
    "headline-around-furniture": [HARBOUR_TITLE, "TT", HARBOUR_TITLE],
    "day-line": [HARBOUR_TITLE, "12 آذار/مارس 2020"],
    "after-share-and-form": ["مشاركة المقال", "اترك تعليق", HARBOUR_TITLE],
    "after-teasers": [*RELATED, HARBOUR_TITLE, HARBOUR_TITLE],
    "after-teasers-single": [*RELATED, HARBOUR_TITLE],
}


@pytest.mark.parametrize("between", SECOND.values(), ids=SECOND)
def test_two_articles_of_one_file(between):
    document = page(TITLE, *STRIKE, *between, *HARBOUR)
    assert paragraphs(document) == [STRIKE, HARBOUR]
    first, second = segment(document)
    assert (first.title, second.title) == (TITLE, HARBOUR_TITLE)
    assert first.anchor == date(2019, 5, 5)
    assert second.anchor == (date(2020, 3, 12) if any("2020" in line for line in between) else None)


def test_a_bare_subhead_never_splits():
    assert len(segment(page(TITLE, *STRIKE, HARBOUR_TITLE, *HARBOUR))) == 1


@pytest.mark.parametrize("lines", [[], ["TT", "0"], ["مشاركة المقال"]], ids=["nothing", "counters", "share"])
def test_a_page_of_nothing_but_furniture_has_no_article(lines):
    assert segment(page(*lines)) == ()


def test_short_lines_alone_are_an_article():
    assert paragraphs(page("هدوء حذر على الجبهة الشرقية")) == [["هدوء حذر على الجبهة الشرقية"]]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028", "\n \xa0\n"])
def test_any_newline_parts_lines(newline):
    document = Document("a", newline.join([TITLE, *STRIKE]), "a", "")
    assert paragraphs(document) == [STRIKE]


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("خاص وكالة الساحل", "وكالة الساحل"),
        ("رابط الخبر بصحيفة الساحل: خمسة قتلى", "صحيفة الساحل"),
        ("سالم حمدان (الصخرة)", None),
    ],
)
def test_an_outlet_that_the_text_names_outright(line, outlet):
    [article] = segment(page(TITLE, line, *STRIKE))
    assert article.source == outlet


def test_a_long_single_line_is_one_paragraph():
    text = "قصف " * 200_000
    [article] = segment(Document("a", text, "a", ""))
    assert article.text == text.strip()
