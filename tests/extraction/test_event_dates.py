"""Which day an event has where its sentence tells of other things too: an aside, a search, a state, another year."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgbuild.extraction.report import Report

# Text, words of the trigger, its first day or none.
ROWS = {
    # -- the day of a relative clause
    "relative/deed-on-a-place": (
        "تصدت القوات لهجوم على مدينة تدمر التي استعادها الجيش السوري في 4 فبراير.",
        "لهجوم",
        None,
    ),
    "relative/its-own-deed-keeps-it": (
        "تصدت القوات لهجوم على مدينة تدمر التي استعادها الجيش السوري في 4 فبراير.",
        "استعادها",
        "2020-02-04",
    ),
    "relative/before-the-deed": (
        "وقرب مدينة تدمر التي استعادها الجيش السوري يوم الأحد قصفت طائرات روسية قرية السخنة.",
        "قصفت",
        None,
    ),
    "relative/without-a-pronoun": (
        "استعادت الفصائل قرى كانت قوات النظام سيطرت عليها يوم الأحد في ريف حماة.",
        "استعادت",
        None,
    ),
    "relative/on-the-deed-itself": (
        "وأدان الهجوم الدامي الذي شنه مسلحون أمس على كنيسة في القاهرة.",
        "الهجوم",
        "2020-03-17",
    ),
    "relative/goes-on": (
        "إن المسلحين الذين هاجموا المحطة فجر الأحد وخطفوا أربعة مهندسين أتراك ما زالوا قرب سرت.",
        "وخطفوا",
        "2020-03-15",
    ),
    "relative/what-is-said-in-it": (
        "قال المتحدث الذي زار المدينة إن مسلحين قصفوا قرية السخنة أمس.",
        "قصفوا",
        "2020-03-17",
    ),
    "accused-of-another": (
        "قتل سبعة في اشتباكات مع عائلة تتهمها الحركة بتنفيذ تفجير أودى بحياة خمسة في 4 فبراير في غزة.",
        "اشتباكات",
        None,
    ),
    "relative/deed-behind-its-day": (
        "وقتل ثمانية جنود في مواجهات قرب المبنى الذي تعرض مساء الأحد لقصف عنيف في تعز.",
        "مواجهات",
        None,
    ),
    "relative/deed-behind-its-day-keeps-it": (
        "وقتل ثمانية جنود في مواجهات قرب المبنى الذي تعرض مساء الأحد لقصف عنيف في تعز.",
        "لقصف",
        "2020-03-15",
    ),
    # -- days that date no event: of a name, of one among many, of what was done to something
    "name/palace": ("قصف الحوثيون قصر 22 مايو في عدن.", "قصف", None),
    "name/stadium": ("سيطرت القوات على ملعب 30 نوفمبر في عدن.", "سيطرت", None),
    "name/revolution": ("وقع انفجار قرب مقر حركة ثوار ثورة 17 فبراير في بنغازي.", "انفجار", None),
    "name/beside-the-day": ("استعاد المقاتلون قصر 22 مايو في عدن يوم الأحد.", "استعاد", "2020-03-15"),
    "name/no-name": ("سيطرت القوات على قصر الرئاسة في عدن في 11 مارس.", "سيطرت", "2020-03-11"),
    "one-of-many/last": (
        "وقع انفجار في محطة في باريس كان الأول من ثمانية اعتداءات آخرها في 17 فبراير.",
        "انفجار",
        None,
    ),
    "one-of-many/with-its-deed": (
        "وشهدت بغداد تفجيرات عدة آخرها تفجير في الكرادة في 17 فبراير.",
        "تفجير",
        "2020-02-17",
    ),
    "done/divided": ("قتل سبعة في هجوم في ولاية البنجاب التي تم تقسيمها في عام 1947.", "هجوم", None),
    "done/launched": ("قصفت القوات قرية السخنة ضمن الحملة التي تم إطلاقها قبل شهرين.", "قصفت", None),
    "done/deed": ("وتمت السيطرة على قرية السخنة يوم الأحد من قبل قوات النظام.", "السيطرة", "2020-03-15"),
    "turned/another-deed": (
        "وقصفت قوات النظام بلدة الطيبة، بينما خطف مجهولون يوم الأحد ثلاثة أطباء في قدسيا.",
        "وقصفت",
        None,
    ),
    "turned/its-own": (
        "وقصفت قوات النظام يوم الأحد بلدة الطيبة، بينما خطف مجهولون ثلاثة أطباء في قدسيا.",
        "وقصفت",
        "2020-03-15",
    ),
    "scheduled/feast": (
        "داهمت الشرطة أحياء في العريش لتأمين الاحتفالات المقررة غدا الخميس في قناة السويس.",
        "داهمت",
        None,
    ),
    "phrase/day-within-a-month": (
        "وتعرض المسجد لتفجير خلال الصلاة في شهر فبراير في 21 فبراير في بغداد.",
        "لتفجير",
        "2020-02-21",
    ),
    "phrase/day-within-a-week": ("قتل سبعة في تفجير في بغداد هذا الأسبوع يوم الثلاثاء.", "تفجير", "2020-03-17"),
    # -- the day of what came before or is counted from
    "before/what-moved-them": ("قصفت طائرات روسية بلدة سراقب بعد انسحاب الفصائل منها أمس.", "قصفت", None),
    "before/crime-of-the-executed": (
        "أعدمت السلطات رجلا في الرياض بعد إدانته بقتل شرطي في عام 2006.",
        "أعدمت",
        None,
    ),
    "before/after-midnight": ("قصفت طائرات روسية بلدة سراقب بعد منتصف ليل أمس.", "قصفت", "2020-03-17"),
    "since/beginning-of-a-campaign": (
        "منذ أن بدأت ما وصفته بأنه «حملة شاملة»، الشهر الماضي، التي شملت غارات على مواقع داعش في الرقة.",
        "غارات",
        None,
    ),
    # -- the day of something else
    "other/alert": (
        "شهدت مدينة العريش أمس استنفارا أمنيا للبحث عن المتورطين في انفجار عبوة ناسفة.",
        "انفجار",
        None,
    ),
    "other/the-place-saw-violence": ("شهدت مدينة العريش أمس انفجار عبوة ناسفة.", "انفجار", "2020-03-17"),
    "other/purpose": (
        "أغلقت الحدود بعد هجوم على منشأة غاز في تيميمون لتعود في ديسمبر الماضي وتفتح المعابر.",
        "هجوم",
        None,
    ),
    "other/state-of-control": (
        "وفي 4 فبراير هاجم مسلحون بلدة سنجار التي كانت تحت سيطرة البيشمركة.",
        "سيطرة",
        None,
    ),
    # -- no day of the calendar
    "figure/the-last-day": ("وقال إن من يؤمن بالله وباليوم الآخر لا يرضى بتفجير مسجد في الكويت.", "بتفجير", None),
    "figure/yesterday-and-today": (
        "وقال إن ما جرى بالأمس القريب في الكويت من تفجير للمساجد يتكرر اليوم في القطيف.",
        "تفجير",
        None,
    ),
    # -- the year that the sentence names
    "year/at-its-head": ("2009- مقتل سبعة في تفجير سيارة في بغداد في 12 فبراير.", "تفجير", "2009-02-12"),
    "year/opens-it": ("وفي عام 2009 قتل قاض في بغداد في انفجار وقع يوم 12 فبراير.", "انفجار", "2009-02-12"),
    "year/behind-the-day": ("قتل سبعة في 12 فبراير في تفجير في بغداد عام 2009.", "تفجير", "2009-02-12"),
    "year/of-something-else": (
        "قتل سبعة من الحركة التي تأسست عام 2009 في تفجير ببغداد في 12 فبراير.",
        "تفجير",
        "2020-02-12",
    ),
    "year/day-of-now": ("وفي عام 2009 بدأ القتال، وقتل سبعة في تفجير ببغداد يوم الأحد.", "تفجير", "2020-03-15"),
}

# The article is dated to Wednesday, 18 March 2020; its own weekdays may say that it was written before.
WRITTEN = {
    "tomorrow": ("قتل سبعة في تفجير في بغداد أمس، ويصل الوزير غدا الأربعاء.", "2020-03-16"),
    "after tomorrow": ("قتل سبعة في تفجير في بغداد أمس، ويصل الوزير بعد غد الخميس.", "2020-03-16"),
    "the day before yesterday": ("قتل سبعة في تفجير في بغداد أمس، بعد زيارة الوزير أول من أمس الأحد.", "2020-03-16"),
    "yesterday": ("قتل سبعة في تفجير في بغداد أمس الاثنين.", "2020-03-16"),
    "fits": ("قتل سبعة في تفجير في بغداد أمس، ويصل الوزير غدا الخميس.", "2020-03-17"),
    "at odds": ("قتل سبعة في تفجير في بغداد أمس، ويصل الوزير غدا الأحد ويعود بعد غد الثلاثاء.", "2020-03-17"),
}


@pytest.mark.parametrize(("text", "day"), WRITTEN.values(), ids=WRITTEN.keys())
def test_day_that_relative_days_count_from(report_of: Callable[..., Report], text: str, day: str) -> None:
    (claim,) = (c for c in report_of(text).claims if c.type == "Bombing")
    assert claim.time is not None
    assert claim.time.start.isoformat() == day


@pytest.mark.parametrize(("text", "trigger", "day"), ROWS.values(), ids=ROWS.keys())
def test_day_of_an_event(report_of: Callable[..., Report], text: str, trigger: str, day: str | None) -> None:
    claims = [c for c in report_of(text).claims if text[c.trigger.start : c.trigger.end].startswith(trigger)]
    days = {None if claim.time is None else claim.time.start.isoformat() for claim in claims}
    assert days == ({day} if claims or day is not None else set())


def test_a_claim_of_two_deeds_has_the_day_of_neither(report_of: Callable[..., Report]) -> None:
    text = (
        "قتل سبعة في هجوم على فندق في بغداد يوم الأحد، كما هاجم مسلحون سوقا في الموصل. "
        "وأعلن تنظيم داعش مسؤوليته عن الهجومين."
    )
    claimed = [claim for claim in report_of(text).claims if claim.attacker_certainty == "claimed"]
    assert all(claim.time is None for claim in claimed)
