"""Mentions: what the finders take, what they leave alone, and whom groups and facilities belong to."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

import kgbuild.extraction
from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Mention, Reading
from kgbuild.extraction.hits import HitTable, Word
from kgbuild.extraction.mention_board import MentionBoard
from kgbuild.extraction.mentions import bare, name_end, preposition_before
from kgbuild.extraction.report import Report

Read = Callable[[str], Reading]
MakeReport = Callable[[str], Report]

_NAMES = Path(kgbuild.extraction.__file__).parent / "tables" / "names.toml"

# Text, then the mentions in it: kind, surface, and the owner's name in the knowledge base, if it has one.
_MENTIONS = {
    "unknown town behind its kind": (
        "قصفت المدفعية بلدة الهبيط",
        [("weapon", "المدفعية", None), ("place", "بلدة الهبيط", None)],
    ),
    "towns joined to a town": (
        "دخل الجنود بلدات الزنبقية والقصابية",
        [("actor", "الجنود", None), ("place", "بلدات الزنبقية", None), ("place", "القصابية", None)],
    ),
    "an adjective names no village": (
        "نقل الجرحى إلى قرية صغيرة",
        [],
    ),
    "a kind word at the end of a paragraph takes no name from the next": (
        "عاد السكان إلى بلدة\nالشجرات",
        [("actor", "السكان", None)],
    ),
    "person behind a rank": (
        "وصل العقيد أحمد البكري",
        [("person", "العقيد أحمد البكري", None)],
    ),
    "group named in quotation marks": (
        "سيطرت حركة «النور» على التل",
        [("actor", "حركة «النور", None)],
    ),
    "fighters with their owner": (
        "انسحب عناصر من حركة حماس",
        [("actor", "عناصر من حركة حماس", "حماس")],
    ),
    "fighters whom somebody takes to be from a group": (
        "ظهر مسلحون يعتقد أنهم من تنظيم داعش",
        [("actor", "مسلحون يعتقد أنهم من تنظيم داعش", "داعش")],
    ),
    "facility with its owner and its content": (
        "دمر مستودع أسلحة يعود لحزب الله",
        [("facility", "مستودع أسلحة يعود لحزب الله", "حزب الله")],
    ),
    "unknown gunmen and their weapon": (
        "أطلق مسلحون مجهولون صاروخ غراد",
        [("actor", "مسلحون مجهولون", None), ("weapon", "صاروخ غراد", None)],
    ),
    "building of a body": (
        "قصفت الطائرة مبنى الشركة العامة في البلدة",
        [("weapon", "الطائرة", None), ("facility", "مبنى الشركة العامة", None)],
    ),
    "building that a party's branch is in": (
        "اقتحموا مبنى قيادة فرع حزب الله",
        [("facility", "مبنى قيادة فرع حزب الله", "حزب الله")],
    ),
    "mosque called after a person": (
        "احترق جامع الإمام النووي الكائن قرب النهر",
        [("facility", "جامع الإمام النووي", None)],
    ),
    "hospital called after a king": (
        "نقلوا إلى مستشفى الملك سعود أمس",
        [("facility", "مستشفى الملك سعود", None)],
    ),
    "thing with its adjective": (
        "هاجموا منشأة نووية",
        [("facility", "منشأة نووية", None)],
    ),
    "vehicle with its load": (
        "أحرقوا شاحنة محملة بالقمح و عربة محملة بالوقود",
        [("facility", "عربة محملة بالوقود", None)],
    ),
    "vehicle of prisoners": (
        "استهدف سيارة ترحيلات قرب الجسر",
        [("facility", "سيارة ترحيلات", None), ("facility", "الجسر", None)],
    ),
    "bus and carrier with whom they hold": (
        "أحرقوا حافلة ركاب ثم ناقلة جنود ثم مركبة شرطة ثم عربة إسعاف",
        [
            ("facility", "حافلة ركاب", None),
            ("facility", "ناقلة جنود", "جنود"),
            ("facility", "مركبة شرطة", "شرطة"),
            ("facility", "عربة إسعاف", None),
        ],
    ),
    "vehicle in the accusative holds nothing": (
        "اعترض موكبا نقل الجرحى ومركزا تدريب أفراده",
        [("facility", "موكبا", None), ("facility", "مركزا", None)],
    ),
    "vehicle and what happened to it": (
        "فجروا حافلة أمس",
        [("facility", "حافلة", None)],
    ),
    "town with a hyphen": (
        "وصلوا إلى بلدة نيدر-هاوزن أمس",
        [("place", "بلدة نيدر-هاوزن", None)],
    ),
    "camp with a hyphen": (
        "تعرض معسكر توما-كاروس لهجوم",
        [("facility", "معسكر توما-كاروس", None)],
    ),
    "a dash with spaces ends a name": (
        "من بلدة الهبيط - مراسلنا",
        [("place", "بلدة الهبيط", None)],
    ),
    "one more man is no name of a body": (
        "أصيب ضابط شرطة ومجند",
        [("actor", "شرطة", None)],
    ),
    "gathering of some people": (
        "استهدف تجمعا للطلبة المناهضين للحكومة",
        [("facility", "تجمعا للطلبة المناهضين للحكومة", None)],
    ),
    "part of another's facility": (
        "دمر مسجدا داخل معسكر لحزب الله",
        [("facility", "مسجدا داخل معسكر لحزب الله", "حزب الله")],
    ),
    "building of an embassy": (
        "أخلوا مبنى السفارة أمس",
        [("facility", "مبنى السفارة", None)],
    ),
    "posts where a group stays": (
        "قصفوا نقاط انتشار حزب الله",
        [("facility", "نقاط انتشار حزب الله", "حزب الله")],
    ),
    "building that a group uses": (
        "دمر مبنى قرب السوق تتخذه حركة حماس مقرا لها",
        [
            ("facility", "مبنى", "حركة حماس"),
            ("facility", "السوق", None),
            ("actor", "حركة حماس", None),
            ("facility", "مقرا لها", "حركة حماس"),
        ],
    ),
    "pronoun of several men": (
        "هاجم مسلحو حزب الله جنود حماس في حاجز لهم",
        [("actor", "مسلحو حزب الله", None), ("actor", "جنود حماس", "حماس"), ("facility", "حاجز لهم", "حماس")],
    ),
    "police station": (
        "فجر مركز شرطة",
        [("facility", "مركز شرطة", None)],
    ),
    "fighters of a body that nothing names": (
        "تصدى حراس البلدية",
        [("actor", "حراس البلدية", None)],
    ),
    "our men": (
        "استهدف رجال جيشنا",
        [("actor", "رجال جيشنا", None)],
    ),
    "group called by its name": (
        "تبنته مجموعة يسارية معروفة باسم كتائب العمل الشعبي",
        [("actor", "مجموعة يسارية معروفة باسم كتائب العمل الشعبي", "كتائب العمل الشعبي")],
    ),
    "group named in brackets": (
        "وصلت كتائب (أحرار النهر) ليلا",
        [("actor", "كتائب (أحرار النهر)", None)],
    ),
    "forces of siding": (
        "انسحبت القوات الموالية لهم",
        [("actor", "القوات الموالية لهم", None)],
    ),
    "name of a place with Ali": (
        "وصلوا إلى قرية بني علي أمس",
        [("place", "قرية بني علي", None)],
    ),
    "junction": (
        "وصلوا إلى مثلث الراهدة",
        [("place", "مثلث الراهدة", None)],
    ),
    "leader with adjectives and a body": (
        "وصل القيادي الميداني البارز في حزب الله سامر كنعان",
        [("person", "القيادي الميداني البارز في حزب الله سامر كنعان", None)],
    ),
    "what is said of a city in quotation marks is no name": (
        "المعارك في المدينة «وصلت إلى النهاية»",
        [],
    ),
    "district of two words": (
        "وصلوا إلى قضاء كارا باغاج بولاية كذا",
        [("place", "قضاء كارا باغاج", None), ("place", "ولاية كذا", None)],
    ),
    "village and what it lies in": (
        "وصلوا إلى قرية كارا بوادي كذا",
        [("place", "قرية كارا", None), ("place", "وادي كذا", None)],
    ),
    "village called after a hill": (
        "وصلوا إلى قرية تل كلخان أمس",
        [("place", "قرية تل كلخان", None)],
    ),
    "forces with whom they side": (
        "انسحبت القوات المؤيدة لحزب الله",
        [("actor", "القوات المؤيدة لحزب الله", None), ("actor", "حزب الله", None)],
    ),
    "known group with its adjective": (
        "انسحب داعش الإرهابي",
        [("actor", "داعش", None)],
    ),
    "known group and whom it hit": (
        "هاجم داعش المسلحين",
        [("actor", "داعش", None), ("actor", "المسلحين", None)],
    ),
    "forces called after what they are for": (
        "انسحبت وحدات حماية المرأة وقوات حفظ السلام ثم وحدات تحرير غرب الفرات",
        [
            ("actor", "وحدات حماية المرأة", None),
            ("actor", "قوات حفظ السلام", None),
            ("actor", "وحدات تحرير غرب الفرات", None),
        ],
    ),
    "march and no drone": (
        "خرجوا في مسيرة سلمية أمس",
        [],
    ),
    "a describing adjective is no group": (
        "وقع هجوم انتحاري",
        [],
    ),
}


@pytest.mark.parametrize("row", _MENTIONS)
def test_mentions(row: str, read: Read) -> None:
    """The mentions of a sentence are those of the table, and no more."""
    text, expected = _MENTIONS[row]
    found = [(m.kind, m.surface, m.owner is not None) for m in read(text).mentions]
    assert found == [(kind, surface, owner is not None) for kind, surface, owner in expected]
    for mention, (_, _, owner) in zip(read(text).mentions, expected, strict=True):
        assert owner is None or (mention.owner is not None and owner in mention.owner.surface)


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("تشهد ليبيا حالة من الفوضى", "place/libya"),
        ("في ركن من أركان ليبيا", "place/libya"),
        ("وقع الهجوم في بلدة على الحدود مع سوريا", "place/syria"),
        ("بعد انسحاب القوات الأجنبية من أفغانستان", "place/afghanistan"),
        ("عين اليوم – ديار بكر (تركيا) قال شهود", "place/turkey"),
        ("أقام في دمشق والكويت", "place/kuwait"),
        ("اتهمت تركيا الحزب بالهجوم", "actor/republic-of-turkey"),
        ("تلقى الحزب أسلحة من إيران", "actor/state-of-iran"),
        ("قطع العلاقات مع سوريا", "actor/syrian-arab-republic"),
    ],
)
def test_the_land_or_its_state(text: str, iri: str, read: Read) -> None:
    found = [m.iri.split("/id/")[1] for m in read(text).mentions if m.iri and m.type in ("Country", "State")]
    assert found == [iri]


@pytest.mark.parametrize(
    ("text", "surface", "iri"),
    [
        ("وصلت بعثة الاتحاد الأفريقي في الصومال. وقالت البعثة ذلك", "البعثة", "actor/african-union-mission-in-somalia"),
        ("أعلنت وزارة الدفاع الأميركية الغارة. وأوضحت الوزارة ذلك", "الوزارة", "actor/us-department-of-defense"),
        ("وصلت لجنة إلى عدن. وقالت الوزارة ذلك", "الوزارة", None),
        ("عين هادي نايف البكري محافظا لعدن. وأصبح البكري مسؤولا", "البكري", "actor/nayef-al-bakri"),
        ("صرح منصور التركي. وأشار اللواء التركي إلى الهجوم", "التركي", "actor/mansour-al-turki"),
        ("صرح منصور التركي. وقصف الجيش التركي مواقع", "التركي", None),
    ],
)
def test_bodies_and_family_names_are_taken_up(text: str, surface: str, iri: str | None, read: Read) -> None:
    found = [m.iri.split("/id/")[1] for m in read(text).mentions if m.iri and m.surface == surface]
    assert found == ([iri] if iri else [])


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("انفجر لغم في الساحة الخارجية في بغداد وقالت وزارة الخارجية العراقية ذلك", "الخارجية"),
        ("انفجار في منطقة الشرطة الرابعة جنوب غرب بغداد", "الشرطة"),
    ],
)
def test_part_of_another_noun_is_no_name(text: str, surface: str, read: Read) -> None:
    assert surface not in [m.surface for m in read(text).mentions if m.iri]


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("وتحارب الخرطوم حركة تمرد", "actor/government-of-sudan"),
        ("وقال إن أنقرة تدعم المعارضة", "actor/government-of-turkey"),
        ("جرت بالتنسيق مع أنقرة", "actor/government-of-turkey"),
        ("عين اليوم – أنقرة قال الجنرال ذلك", "place/ankara"),
        ("في أعنف هجمات تشهدها أنقرة هذا العام", "place/ankara"),
        ("وصل الوفد إلى أنقرة", "place/ankara"),
    ],
)
def test_the_capital_or_its_government(text: str, iri: str, read: Read) -> None:
    found = [m.iri.split("/id/")[1] for m in read(text).mentions if m.iri and m.type in ("City", "Government")]
    assert found == [iri]


@pytest.mark.parametrize(
    ("text", "surface", "named"),
    [
        ("قصف الجيش التركي مواقع", "الجيش التركي", True),
        ("هاجم جنود مصريون القرية", "جنود مصريون", False),
        ("قتلوا في غارة أمريكية", "أمريكية", False),
        ("انسحب عناصر من حركة حماس", "عناصر من حركة حماس", True),
        ("قصفت مدينة حلب ثم اقتحمت القوات المدينة", "المدينة", False),
        ("هاجم تنظيم داعش الموقع ثم انسحب التنظيم", "التنظيم", True),
        ("قصفت الطائرات مقر تنظيم داعش", "تنظيم داعش", True),
    ],
)
def test_what_the_text_names(text: str, surface: str, named: bool, report_of: MakeReport) -> None:
    assert [m.named for m in report_of(text).mentions if m.surface == surface] == [named]


def test_words_that_take_up_an_actor_and_a_place(read: Read) -> None:
    """A definite head noun is the last actor or place of that kind."""
    mentions = read("هاجم تنظيم داعش مدينة الرقة. وقال سكان المدينة إن التنظيم انسحب").mentions
    anaphors = {m.surface: m.iri for m in mentions if m.role == "anaphor"}
    named = {m.kind: m.iri for m in mentions if m.role != "anaphor" and m.iri}
    assert anaphors == {"المدينة": named["place"], "التنظيم": named["actor"]}


def test_the_body_named_last_is_taken_up_under_either_word(read: Read) -> None:
    """المنظمة and التنظيم are said of one body; the one named last is meant, also among its men."""
    text = "حارب تنظيم داعش منظمة «بي كا كا» طويلا. وقتل خمسة من قادة التنظيم. وفجر عناصر المنظمة سيارة"
    mentions = read(text).mentions
    assert [(m.owner or m).name for m in mentions if m.kind == "actor"][1:] == ["حزب العمال الكردستاني"] * 3


def test_no_state_is_taken_up(read: Read) -> None:
    """الدولة is the state at large."""
    mentions = read("عاش في سوريا عاما. وهذه مهمة الدولة وحدها").mentions
    assert [m.surface for m in mentions if m.kind == "place"] == ["سوريا"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("انتشرت الشرطة النمساوية", "الشرطة النمساوية"),
        ("انتشر جنود أتراك", "الجيش التركي"),
        ("انتشرت قوات كردية سورية", "قوات كردية سورية"),
        ("انتشرت قوات سورية", "سوريا"),
    ],
)
def test_forces_of_a_state(text: str, name: str, read: Read) -> None:
    """The police or army of a state is not the state, forces of a part of its people still less."""
    assert [m.name for m in read(text).mentions] == [name]


def test_a_row_of_villages_is_named_without_the_word_for_villages(read: Read) -> None:
    """قرى belongs to all of the row; of one name it is a part."""
    assert [m.name for m in read("دخلوا قرى الهبيط والقصابية").mentions] == ["الهبيط", "القصابية"]
    assert [m.name for m in read("دخلوا قرى الزنبقية والقصابية").mentions] == ["الزنبقية", "القصابية"]
    assert [m.name for m in read("دخلوا قرى الزنبقية").mentions] == ["قرى الزنبقية"]


def test_two_areas_are_named_without_the_word_for_two(read: Read) -> None:
    """منطقتي belongs to both, also where landmarks stand between them."""
    names = [m.name for m in read("دخلوا منطقتي الصبخة غرب النهر والزغاريد شرقه").mentions if m.kind == "place"]
    assert names[0] == "الصبخة"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("وصلوا إلى بلدة الزنبقية القريبة من جورين ثم غادروا البلدة", "بلدة الزنبقية"),
        ("وصلوا إلى مدينة الرقة. وسمعوا دويا في حمص. ثم غادروا المدينة", None),
        ("وصلوا إلى مدينة الرقة قادمين من حمص. ثم غادروا المدينة", "الرقة"),
        ("وصلوا إلى مدينة زنجبار في محافظة أبين. ثم غادروا المدينة", "زنجبار"),
    ],
)
def test_towns_named_since(text: str, place: str | None, read: Read) -> None:
    """A town named later in its own right may be the one meant; a landmark, an origin or an area may not."""
    taken_up = [m.name for m in read(text).mentions if m.role == "anaphor"]
    assert taken_up == ([] if place is None else [place])


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("نفت (كتائب القسام)، الجناح المسلح لحزب الله، أن كتائب القسام انسحبت", False),
        ("نفت كتائب القسام أن كتائب القسام انسحبت بعد لقاء مع حزب الله", True),
        ("نفت كتائب القسام ذراع حركة حماس أن كتائب القسام انسحبت", True),
    ],
)
def test_a_body_is_whose_wing_the_text_says(text: str, linked: bool, read: Read) -> None:
    """A name that the text defines as somebody else's wing is another body of that name, wherever it stands."""
    bodies = [m for m in read(text).mentions if "القسام" in m.surface]
    assert [m.iri is not None for m in bodies] == [linked, linked]


def test_of_two_places_a_word_takes_up_none(read: Read) -> None:
    """Which of two cities المدينة means, the text does not tell."""
    mentions = read("وصلت القافلة من مدينة الرقة إلى مدينة حمص ثم غادرت المدينة").mentions
    assert [m.surface for m in mentions if m.role == "anaphor"] == []


def test_mentions_do_not_overlap(read: Read) -> None:
    """Owners lie inside their group, mentions beside one another."""
    mentions = read("هاجم مقاتلو حزب الله حاجزا للجيش السوري في محيط مدينة حلب قرب مطار دمشق").mentions
    assert all(left.end <= right.start for left, right in pairwise(mentions))
    assert all(m.owner is None or m.start <= m.owner.start < m.owner.end <= m.end for m in mentions)


def test_a_later_mention_takes_the_place_of_those_inside_it(read: Read) -> None:
    """The board keeps the wider mention."""
    reading = read("قوات النخبة هنا")
    board = MentionBoard(reading, HitTable([[] for _ in reading.words]))
    board.put(Mention(1, 2, "actor", "ArmedGroup", "", ""))
    board.put(Mention(0, 2, "actor", "ArmedGroup", "", ""))
    assert [(m.start, m.end, m.surface) for m in board] == [(0, 2, "قوات النخبة")]
    assert not board.free(1, 3)
    assert board.free(2, 3)


def _words(text: str) -> list[Word]:
    return [
        Word(at, at + len(word), fold(word), "quote" if word == "«" or word == "»" else "")
        for at, word in enumerate(text.split())
    ]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("الهبيط", 1),
        ("تل رفعت", 2),
        ("الغوطة الشرقية", 2),
        ("« النور والحق » هنا", 4),
        ("في حلب", 0),
        ("« »", 0),
        ("7 أيلول", 0),
    ],
)
def test_where_a_name_ends(text: str, end: int) -> None:
    """One word, two behind a compound's head, a direction with it, or up to the closing mark."""
    words = _words(text)
    assert name_end(words, HitTable([[] for _ in words]), 0, [False] * len(words)) == end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("في المدينة", "في"),
        ("وفي المدينة", "في"),
        ("من داخل المدينة", "من داخل"),
        ("ل « المدينة", "ل"),
        ("قال المدينة", ""),
    ],
)
def test_preposition_before(text: str, expected: str) -> None:
    """The word before, also behind a conjunction or before quotation marks."""
    words = _words(text)
    hits = HitTable([[] for _ in words])
    assert preposition_before(words, hits, len(words) - 1, "")[0] == expected


@pytest.mark.parametrize("name", tomllib.loads(_NAMES.read_text(encoding="utf-8")))
def test_name_words(name: str) -> None:
    """No word twice in folded spelling; lists of words without the article have none with it."""
    words = [fold(word) for word in tomllib.loads(_NAMES.read_text(encoding="utf-8"))[name]]
    assert len(words) == len(set(words))
    if name in ("compound_heads", "directions", "adjectives", "deeds", "plural_places"):
        assert all(bare(word) == word for word in words)
