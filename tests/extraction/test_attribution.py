"""Who says what: speakers and media, what is taken up, what each one vouches for; and what is no speaker."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgbuild.extraction.annotations import Reading

Read = Callable[[str], Reading]

# Text; the speakers of each attribution, origin before medium.
SPEAKERS = {
    # -- subjects behind the verb
    "subject/anonymous": ("قال مصدر عسكري إن الجيش سيطر على البلدة.", [["مصدر عسكري"]]),
    "subject/in-a-body": (
        "وقال مسؤول في السلطة المحلية إن المعسكر سقط.",
        [["مسؤول في السلطة المحلية"]],
    ),
    "subject/direct-object": ("أكد مصدر محلي مقتل ثلاثة مسلحين في الغارة.", [["مصدر محلي"]]),
    "subject/body": ("أعلنت وزارة الداخلية التونسية أن قواتها قتلت مسلحا.", [["وزارة الداخلية التونسية"]]),
    "subject/adverb-between": ("وأفاد بدوره مصدر طبي بأن الحصيلة ارتفعت.", [["مصدر طبي"]]),
    "subject/group": ("وقال شهود عيان إنهم سمعوا دوي انفجارات.", [["شهود عيان"]]),
    "subject/unknown-name": ("وأشار جربوع إلى أن القوات تقدمت.", [["جربوع"]]),
    "subject/two-names": ("وقال مروان حسن إن الطائرات أغارت على القرية.", [["مروان حسن"]]),
    "subject/with-remark": (
        "وقال مصدر أمني طلب عدم الكشف عن اسمه إن القذيفة سقطت قرب السوق.",
        [["مصدر أمني"]],
    ),
    "subject/statement-of": ("وأفاد بيان لمديرية الأمن بأن الانفجار أوقع جرحى.", [["مديرية الأمن"]]),
    "subject/preposition-al": ("وقال مصدر مقرب من القوات إن الغارة أصابت الموقع.", [["مصدر مقرب من القوات"]]),
    "subject/statement-issued-by": (
        "وقال بيان صادر عن سلطات مقاطعة كركوك إن جنديين أصيبا.",
        [["سلطات مقاطعة كركوك"]],
    ),
    "subject/blames-too": ("قتل جنديان في كمين، كما أعلن مصدر محلي محملا المتمردين المسؤولية.", [["مصدر محلي"]]),
    "subject/demands-too": ("وقال مسؤول أمني محذراً من التصعيد إن الهجوم فشل.", [["مسؤول أمني"]]),
    "subject/of-a-centre": (
        "وقال مسؤول مركز الإعلام الصحي في المحافظة إن الانفجار أوقع جرحى.",
        [["مسؤول مركز الإعلام الصحي في المحافظة"]],
    ),
    "subject/in-a-ministry-before-its-verb": (
        "وكان مصدر في وزارة الدفاع العراقية صرح أمس بأن الجيش قصف الموقع.",
        [["مصدر في وزارة الدفاع العراقية"]],
    ),
    "on/the-statement-of-whom": (
        "أعلنت وزارة الدفاع العراقية في بيان أن الجيش تقدم. وأوضح البيان أن جنديين قتلا.",
        [["وزارة الدفاع العراقية"], ["وزارة الدفاع العراقية"]],
    ),
    "on/the-statement-that-was-issued": (
        "أصدرت وزارة الدفاع العراقية بيانا بشأن الهجوم. وحسب البيان فإن جنديين قتلا.",
        [["وزارة الدفاع العراقية"]],
    ),
    "on/the-source-after-an-official": (
        "وقال مسؤول تركي إن مسلحين هاجموا المبنى. وقتل اثنان، بحسب المصدر نفسه.",
        [["مسؤول تركي"], ["مسؤول تركي"]],
    ),
    "on/the-sources-named-last": (
        "وقالت مصادر أمنية إن الجيش تقدم. ووصلت معلومات من مصادر عسكرية تركية. وبحسب المصادر نفسها فإن الطائرات عادت.",
        [["مصادر أمنية"], ["مصادر عسكرية تركية"]],
    ),
    "no/statement-of-nobody": ("ولفت البيان إلى أن المسلحين فجروا عبوة.", []),
    "no/called-is-not-claims": ("قتل قيادي يدعى «أبو نصر»، وذلك بعد أن سيطرت القوات على التل.", []),
    # -- people behind titles
    "title/chain": (
        "قال قائد الشرطة الاتحادية الفريق رائد شاكر جودت إن القوات تقدمت.",
        [["الفريق رائد شاكر جودت"]],
    ),
    "title/comma": (
        "وقال المتحدث باسم المقاومة الجنوبية، سعيد شايف الحريري، إن المعسكر تحرر.",
        [["سعيد شايف الحريري"]],
    ),
    "title/then-medium": (
        "قال قائد الشرطة الاتحادية الفريق رائد شاكر جودت لـ«الشرق الأوسط» إن القوات تقدمت.",
        [["الفريق رائد شاكر جودت", "الشرق الأوسط"]],
    ),
    "title/nobody-named": ("وقال المتحدث باسم البنتاغون إن الغارة أصابت هدفها.", [["المتحدث باسم البنتاغون"]]),
    "title/honoured-name-with-article": (
        "أكد محافظ أبين الدكتور الخضر السعيدي أن الطريق آمن.",
        [["الخضر السعيدي"]],
    ),
    "title/given-name-of-another": (
        "قال الفريق رائد شاكر جودت إن القوات تقدمت. وقال شاكر محمود إن السكان عادوا.",
        [["الفريق رائد شاكر جودت"], ["شاكر محمود"]],
    ),
    # -- media
    "medium/to-agency": (
        "أكد مصدر عسكري لوكالة فرانس برس أن القصف استمر.",
        [["مصدر عسكري", "وكالة فرانس برس"]],
    ),
    "medium/quoted": ('وقال سكان محليون ل"الرياض" إن القذائف سقطت ليلا.', [["سكان محليون", "الرياض"]]),
    "medium/carries": (
        "ونقلت وكالة الأناضول عن مصدر طبي قوله إن طفلين قتلا.",
        [["مصدر طبي", "وكالة الأناضول"], ["مصدر طبي", "وكالة الأناضول"]],
    ),
    # -- subject before the verb
    "before/body": ("التحالف الدولي أعلن أنه قصف الموقع.", [["التحالف الدولي"]]),
    "before/source": ("مصدر في المعارضة المسلحة قال إن القصف مستمر.", [["مصدر في المعارضة المسلحة"]]),
    # -- according to
    "according/end": ("قتل عشرة أشخاص في القصف، بحسب مصدر طبي.", [["مصدر طبي"]]),
    "according/start": ("وبحسب مصادر محلية فإن الطيران قصف الجسر.", [["مصادر محلية"]]),
    "according/as-announced": ("قتل جنديان في كمين قرب الحدود، كما أعلنت وزارة الدفاع.", [["وزارة الدفاع"]]),
    "according/as-accused-is-no-according": (
        "كما اتهمت إيران إسرائيل باستهداف المطار.",
        [["إيران"]],
    ),
    # -- going on
    "on/without-subject": (
        "قال مصدر أمني إن الجيش تقدم. وأضاف أن المعارك مستمرة.",
        [["مصدر أمني"], ["مصدر أمني"]],
    ),
    "on/participle": (
        "وقال مصدر أمني إن الجيش تقدم، مشيرا إلى أن المعارك مستمرة.",
        [["مصدر أمني"], ["مصدر أمني"]],
    ),
    "on/the-source": (
        "قال مصدر عسكري سوري إن الطائرات قصفت البلدة. وأضاف المصدر أن جنودا قتلوا.",
        [["مصدر عسكري سوري"], ["مصدر عسكري سوري"]],
    ),
    "on/the-witnesses-who-spoke-last": (
        "وقالت مصادر خاصة إن الطريق قطع. وقال شهود محليون إن القذائف سقطت. وأوضحت المصادر نفسها أن الطريق فتح.",
        [["مصادر خاصة"], ["شهود محليون"], ["شهود محليون"]],
    ),
    "on/one-source-is-no-witnesses": (
        "وقال مصدر أمني إن الطريق قطع. وقال شهود عيان إن القذائف سقطت. وأوضح المصدر ذاته أن الطريق فتح.",
        [["مصدر أمني"], ["شهود عيان"], ["مصدر أمني"]],
    ),
    "on/the-source-with-another-adjective": (
        "قال مصدر عسكري سوري إن الطائرات قصفت البلدة. وتابع المصدر الأمريكي أن الهجوم أحبط.",
        [["مصدر عسكري سوري"], ["المصدر الأمريكي"]],
    ),
    "on/family-name": (
        "قال الفريق رائد شاكر جودت إن القوات تقدمت. وأضاف جودت أن أربعة جنود أصيبوا.",
        [["الفريق رائد شاكر جودت"], ["الفريق رائد شاكر جودت"]],
    ),
    "on/too-far": (
        "قال مصدر أمني إن الجيش تقدم. وهطل المطر. وفتحت الأسواق. وعاد السكان. وتوقف القصف. وأضاف أن الطريق فتح.",
        [["مصدر أمني"]],
    ),
    # -- nobody speaks
    "no/transfer": ("نقلوا سجناء كانوا محتجزين في القاعدة إلى صنعاء.", []),
    "no/identity-not-told": ("هاجم مسلحون الفندق بدون أن يكشف هويته أحد.", []),
    "no/publishing-pictures": ("ونشرت القوات مدرعاتها في المدينة لتعزيز مواقعها.", []),
    "no/verb-of-being": ("وقال كنا «مستعدين» للمعركة منذ أيام.", []),
    "no/verb-of-being-with-and": ("وأكد وليست «حربا» بل نزهة.", []),
    "no/negated": ("ولم يوضح المتحدث هوية القتيل.", []),
    "no/scripture": ("وقد جاء في قوله تعالى ما يحرم القتل.", []),
    "no/object-is-no-speaker": (
        "ونفى المسؤولان الإسرائيليان الاتهامات بارتكاب جرائم حرب.",
        [["المسؤولان الإسرائيليان"]],
    ),
    "no/article-itself": ("قصف الجيش البلدة مساء الخميس.", []),
}


@pytest.mark.parametrize(("text", "expected"), SPEAKERS.values(), ids=SPEAKERS.keys())
def test_speakers(read: Read, text: str, expected: list[list[str]]) -> None:
    found = read(text).attributions
    assert [[speaker.surface for speaker in attribution.speakers] for attribution in found] == expected


STANCES = {
    "says": ("قالت إيران إن الطيران قصف المطار.", "says"),
    "denies": ("نفت وزارة الدفاع أن تكون الطائرة أسقطت.", "denies"),
    "accuses": ("اتهمت إيران إسرائيل باستهداف المطار.", "suspects"),
    "claims": ("تبنى تنظيم داعش الهجوم على الفندق.", "claims"),
}


@pytest.mark.parametrize(("text", "stance"), STANCES.values(), ids=STANCES.keys())
def test_stances(read: Read, text: str, stance: str) -> None:
    assert [attribution.stance for attribution in read(text).attributions] == [stance]


COVERED = {
    "to-the-end-of-the-sentence": (
        "قال مصدر أمني إن الجيش تقدم. وقصف الطيران البلدة.",
        "قال مصدر أمني إن الجيش تقدم.",
    ),
    "according-covers-the-sentence": (
        "قتل عشرة جنود في القصف، بحسب مصدر طبي. وعاد الهدوء.",
        "قتل عشرة جنود في القصف، بحسب مصدر طبي.",
    ),
    "quotation-over-sentences": (
        "وقال مصدر عسكري «قصف الطيران البلدة. ثم تقدم الجيش نحو الجسر». وعاد الهدوء.",
        "وقال مصدر عسكري «قصف الطيران البلدة. ثم تقدم الجيش نحو الجسر».",
    ),
    "from-the-verb": (
        "تقدم الجيش في البلدة، وقال مصدر أمني إن المعارك مستمرة.",
        "وقال مصدر أمني إن المعارك مستمرة.",
    ),
}


@pytest.mark.parametrize(("text", "covered"), COVERED.values(), ids=COVERED.keys())
def test_what_a_speaker_vouches_for(read: Read, text: str, covered: str) -> None:
    reading = read(text)
    attribution = reading.attributions[0]
    assert reading.text(attribution.start, attribution.end) == covered


def test_surfaces_carry_no_clitics(read: Read) -> None:
    reading = read('وقال مصدر عسكري "للاقتصادية" إن الجيش تقدم. وأصيب جندي، وفقا لمصدر طبي.')
    surfaces = [speaker.surface for attribution in reading.attributions for speaker in attribution.speakers]
    assert surfaces == ["مصدر عسكري", "اقتصادية", "مصدر طبي"]
    for attribution in reading.attributions:
        for speaker in attribution.speakers:
            assert reading.article.text[speaker.char_start : speaker.char_end] == speaker.surface
