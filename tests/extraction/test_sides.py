"""Who stands on which side of a deed: what the words around rule out, and what stays empty."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from spacy.language import Language

from kgbuild.documents import segment
from kgbuild.documents.document import Document
from kgbuild.extraction.annotations import Reading, reading_of
from kgbuild.extraction.claims import claims_of
from kgbuild.extraction.report import EventClaim, Report
from kgbuild.extraction.selection import candidates
from kgbuild.extraction.surroundings import Surroundings

ReportOf = Callable[..., Report]

# Text, the deed's word, then attackers and targets by their names in the knowledge base or their words.
SIDES = {
    "two parties of one side": (
        "وصلت تعزيزات للحوثيين وقوات صالح إلى مدينة تعز. وقتل عشرة من الطرفين في معارك عنيفة في المدينة.",
        "معارك",
        [],
        [],
    ),
    "two parties that something sets apart": (
        "التقى المبعوث كلا من الحوثيين والحكومة اليمنية. وقتل عشرة من الطرفين في معارك عنيفة في مدينة تعز.",
        "معارك",
        ["الحوثيون"],
        ["الحكومة اليمنية"],
    ),
    "who loses men does not lose the place": (
        "سيطر تنظيم داعش على مدينة القريتين أمس، ما أسفر عن مقتل ثلاثة من الجيش السوري.",
        "سيطر",
        ["تنظيم الدولة الإسلامية"],
        [],
    ),
    "who died beside fighters of no known side": (
        "وأسفر هجوم في مدينة خمر عن مقتل 13 مسلحا ومقتل أحد عناصر المقاومة الشعبية.",
        "هجوم",
        [],
        [],
    ),
    "a state behind a direction is where it happened": (
        "انفجرت سيارة مفخخة أمس في جازان جنوب المملكة.",
        "انفجرت",
        [],
        [],
    ),
    "an adjective behind a group is nobody": (
        "هاجم عناصر داعش الإرهابي الجيش العراقي في الفلوجة.",
        "هاجم",
        ["تنظيم الدولة الإسلامية"],
        ["الجيش العراقي"],
    ),
    "who carries weapons blames nobody": (
        "وغرق مركب كان يحمل ذخائر لحركة حماس، عقب سيطرة الجيش الإسرائيلي على مدينة رفح.",
        "سيطرة",
        ["الجيش الإسرائيلي"],
        [],
    ),
}


def told(report: Report, text: str, deed: str) -> EventClaim:
    """The claim whose trigger begins so."""
    return next(c for c in report.claims if text[c.trigger.start : c.trigger.end].lstrip("وفبل").startswith(deed))


@pytest.mark.parametrize(("text", "deed", "attackers", "targets"), SIDES.values(), ids=SIDES.keys())
def test_sides(report_of: ReportOf, text: str, deed: str, attackers: list[str], targets: list[str]) -> None:
    claim = told(report_of(text), text, deed)
    assert [a.name for a in claim.attackers] == attackers
    assert [t.name for t in claim.targets] == targets


def test_forces_are_called_with_whom_they_side(report_of: ReportOf) -> None:
    """The party stays a mention of its own, which is neither attacker nor target."""
    text = "قصف الجيش الموالي للحوثيين أحياء في مدينة تعز أمس."
    claim = told(report_of(text), text, "قصف")
    assert [(a.surface, a.iri) for a in claim.attackers] == [("الجيش الموالي للحوثيين", None)]
    assert claim.targets == ()


def test_an_army_that_sides_with_its_own_government_is_that_army(report_of: ReportOf) -> None:
    text = "قصف الجيش الوطني الموالي للشرعية مواقع الحوثيين في مدينة تعز أمس."
    assert [a.name for a in told(report_of(text), text, "قصف").attackers] == ["الجيش اليمني"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("هاجم مسلحون دورية للشرطة العسكرية في ديار بكر بتركيا.", "الشرطة العسكرية"),
        ("هاجم مسلحون مقرا للواء الفجر في ديار بكر بتركيا.", "لواء الفجر"),
    ],
)
def test_names_behind_li_are_written_out(report_of: ReportOf, text: str, name: str) -> None:
    assert [t.name for t in told(report_of(text), text, "هاجم").targets] == [name]


# Text, the slot, and what nothing may add to it.
RULED_OUT = {
    "who condemns": ("دانت فرنسا هجوما على مسجد في كابول.", "attackers", "فرنسا"),
    "who was hit": ("هاجموا الجيش الصومالي في كيسمايو.", "attackers", "الجيش الصومالي"),
    "who died of it": ("قتل خمسة من الحوثيين في غارة في صعدة.", "attackers", "الحوثيين"),
    "with whom a group sides": ("شن مسلحون موالون للحوثيين هجوما في صعدة.", "targets", "حوثيين"),
    "seat of a council": ("خطف مسلحون عضو المجلس المحلي بمديرية رداع.", "places", "مديرية رداع"),
    "where they had come from": ("قتل خمسة في كمين بعد فرارهم من مدينة دمت.", "places", "دمت"),
    "beside which it lies": ("وقع انفجار إلى الشرق من مدينة بعقوبة.", "places", "بعقوبة"),
    "where another attack was aimed": ("تزامن هجوم على صرواح مع هجوم على مدينة حرض.", "places", "حرض"),
    "a helicopter that was hit": ("أصاب الهجوم مروحية روسية في تدمر.", "weapons", "مروحية روسية"),
}


@pytest.mark.parametrize(("text", "slot", "surface"), RULED_OUT.values(), ids=RULED_OUT.keys())
def test_what_nothing_may_add(pipeline: Language, text: str, slot: str, surface: str) -> None:
    reading = _read_events(pipeline, text)
    assert reading.hits is not None
    around = Surroundings(reading, reading.hits)
    starts = {m.start for m in reading.mentions if m.surface == surface}
    assert starts
    open_ones = {item.start for item, _, given in candidates(reading, around, reading.frames[0], slot) if not given}
    assert starts.isdisjoint(open_ones)


def _read_events(pipeline: Language, text: str) -> Reading:
    """Read a text up to the events."""
    document = Document("row.txt", text, "row.txt", "0", published=date(2020, 3, 18))
    (article,) = segment(document)
    doc = pipeline.make_doc(article.text)
    doc._.kgb = Reading(article)
    for name, component in pipeline.pipeline:
        doc = component(doc)
        if name == "events":
            break
    return reading_of(doc)


def test_a_clash_told_twice_with_its_sides_the_other_way_round(pipeline: Language) -> None:
    """Nobody fights himself because another sentence names the sides in the other order."""
    text = "واندلعت اشتباكات بين الجيش اليمني والحوثيين في صرواح. وقتل سبعة في الاشتباكات في صرواح."
    reading = _read_events(pipeline, text)
    first, second = reading.frames
    reading.frames = [
        replace(first, attackers=()),
        replace(second, event=first.event, attackers=first.targets, targets=()),
    ]
    (claim,) = claims_of(reading, "test")
    assert [a.name for a in claim.attackers] == ["الحوثيون"]
    assert claim.targets == ()
