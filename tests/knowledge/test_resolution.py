"""Which of several entities a name means."""

from __future__ import annotations

from datetime import date

import pytest

from kgbuild.knowledge import Context, Entity, KnowledgeBase, Name, load_knowledge, resolve
from kgbuild.knowledge.turtle import KnowledgeData

PLACE = "https://w3id.org/kgbuild/id/place/"
IRAQ = PLACE + "iraq"


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return load_knowledge()


def meaning(
    base: KnowledgeBase, text: str, surface: str, day: date | None = None, outlet: str | None = None
) -> str | None:
    context = Context(outlet_country=PLACE + outlet if outlet else None, day=day)
    for resolution in resolve(base.match(text), base, context=context):
        if resolution.match.surface == surface:
            return resolution.entity.label("en") if resolution.entity else None
    return "no match"


@pytest.mark.parametrize(
    ("text", "surface", "label"),
    [
        ("سيطر الجيش على قرى قرب الرمادي", "الجيش", "Iraqi Armed Forces"),
        ("غارات التحالف على مواقع في صعدة", "التحالف", "Saudi-led coalition in Yemen"),
        ("غارات التحالف على مواقع في الرقة", "التحالف", "International Coalition against ISIS"),
        ("قوات التحالف العربي … سقط صاروخ على جازان، وقصف التحالف منصته", "التحالف", "Saudi-led coalition in Yemen"),
        ("تقدمت المقاومة في تعز", "المقاومة", "Popular Resistance"),
        ("أعلنت المقاومة في غزة", "المقاومة", "Palestinian factions"),
        ("وقال الجيش في بيان", "الجيش", None),
        ("سيطرت قوات حفتر على الجفرة وسبها في ليبيا", "الجفرة", "Jufra District"),
        ("قصف طال المريعية والجفرة بريف دير الزور", "الجفرة", "al-Jafra"),
        ("اشتباكات في طرابلس بين قوات حكومة الوفاق وقوات حفتر", "طرابلس", "Tripoli"),
        ("اشتباكات في طرابلس وعكار شمال لبنان", "طرابلس", "Tripoli (Lebanon)"),
        ("غارة في أريحا وسراقب بريف إدلب", "أريحا", "Ariha"),
        ("مواجهات في أريحا ونابلس بالضفة الغربية", "أريحا", "Jericho"),
    ],
)
def test_country_of_the_article_decides(base: KnowledgeBase, text: str, surface: str, label: str | None) -> None:
    assert meaning(base, text, surface) == label


@pytest.mark.parametrize(
    ("day", "label"),
    [(date(2018, 4, 9), "Syrian Arab Army"), (date(2025, 4, 9), "Syrian Army (since December 2024)"), (None, None)],
    ids=str,
)
def test_the_day_tells_one_army_from_the_next(base: KnowledgeBase, day: date | None, label: str | None) -> None:
    assert meaning(base, "سيطر الجيش على قرى في ريف حلب", "الجيش", day) == label
    assert meaning(base, "سيطر الجيش السوري على قرى في ريف حلب", "الجيش السوري", day) == label


def test_a_hill_that_is_known_is_itself(base: KnowledgeBase) -> None:
    assert meaning(base, "سيطر المقاتلون على تل واسط في ريف حماة", "تل واسط") == "Tell Wasit"


@pytest.mark.parametrize(
    ("text", "surface", "label"),
    [
        ("معارك في بنغازي وقال إن قوات الجيش تقدمت", "قوات الجيش", "Libyan National Army"),
        ("هجوم في الرياض أصيب فيه رجال الأمن", "رجال الأمن", "Saudi security forces"),
        ("سكان بلدة بيت لاهيا القريبة من الخليل بالضفة الغربية", "الخليل", "Hebron"),
        ("خرج من الخليل إلى الضفة الغربية", "الخليل", None),
        (
            "اقتحم جنود إسرائيليون بلدة في الضفة الغربية قرب رام الله ونابلس وجنين ورد الجيش",
            "الجيش",
            "Israel Defense Forces",
        ),
        ("معارك في مدينة بعقوبة بمحافظة ديالى57 كم عن بغداد", "محافظة ديالى", "Diyala Governorate"),
        ("تبنى تنظيم القاعدة في بلاد المغرب الهجوم", "تنظيم القاعدة في بلاد المغرب", "Al-Qaeda in the Islamic Maghreb"),
        ("انفجار في العاصمة الجزائر", "العاصمة الجزائر", "Algiers"),
        ("هجوم قوة الاتحاد الأفريقي في مقديشو بالصومال", "قوة الاتحاد الأفريقي", "African Union Mission in Somalia"),
        ("قتل في كمين بولاية عين الدفلى", "ولاية عين الدفلى", "Aïn Defla Province"),
        (
            "دعت مفوضية الأمم المتحدة السامية لحقوق الإنسان",
            "مفوضية الأمم المتحدة السامية لحقوق الإنسان",
            "UN Human Rights Office",
        ),
    ],
)
def test_names_as_articles_have_them(base: KnowledgeBase, text: str, surface: str, label: str | None) -> None:
    assert meaning(base, text, surface) == label


_IRAQ = "تقدم الجيش العراقي في الموصل وتكريت والفلوجة والرمادي وبيجي وسنجار. " + "ومضى على ذلك زمن طويل. " * 10


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("وفي الرياض أحبطت قوات الأمن هجوما", "Saudi security forces"),
        ("وفي كركوك أحبطت قوات الأمن هجوما", "Iraqi Security Forces"),
        ("وأحبطت قوات الأمن هجوما", "Iraqi Security Forces"),
    ],
)
def test_forces_are_of_the_country_of_the_places_near_by(base: KnowledgeBase, text: str, label: str) -> None:
    assert meaning(base, _IRAQ + text, "قوات الأمن") == label


def test_forces_beside_an_air_force_that_strikes_abroad_are_of_its_country(base: KnowledgeBase) -> None:
    """The only place near by lies in Iraq, but the air force that is named there is Turkey's."""
    text = "تواصلت المعارك في ديار بكر وشرناق وسيلوبي وهكاري في تركيا. " + "ومضى على ذلك زمن طويل. " * 10
    text += "وقصف سلاح الجو التركي معسكرات في شمال العراق، وانفجرت عبوة قرب رتل تابع للجيش"
    assert meaning(base, text, "جيش") == "Turkish Armed Forces"


@pytest.mark.parametrize(
    ("text", "surface", "label"),
    [
        ("غارات على فج عطان في صنعاء", "فج عطان", "Faj Attan"),
        ("غارات على حي عطان في صنعاء", "عطان", "Faj Attan"),
        ("معارك في وادي عطان بمحافظة لحج", "عطان", None),
        ("معارك قرب العند في لحج", "العند", "al-Anad Airbase"),
        ("معارك عند مثلث العند في لحج", "مثلث العند", "al-Anad Junction"),
        ("معارك عند مثلث صعدة في حجة", "صعدة", None),
        ("سيطروا على معظم إقليم عدن", "إقليم عدن", "Aden Region"),
        ("وفي مكتب أخبار سوريا", "سوريا", None),
        ("معارك في جبل دوما بريف دمشق", "دوما", None),
        ("معارك في محيط رأس النظام السوري في دمشق", "النظام السوري", "Government of Syria under Assad"),
        ("معارك في منطقة ماس شمال مأرب", "منطقة ماس", "Mas"),
        ("قصف معسكر ماس شمال مأرب", "معسكر ماس", "Mas camp"),
        ("انفجار في قضاء دوجو بيازيد بولاية أجري", "دوجو بيازيد", "Dogubayazit"),
    ],
)
def test_words_before_tell_what_is_called_so(base: KnowledgeBase, text: str, surface: str, label: str | None) -> None:
    assert meaning(base, text, surface) == label


@pytest.mark.parametrize(
    ("text", "surface", "label"),
    [
        ("سيطر الجيش على مدينة الباب بريف حلب", "الباب", "al-Bab"),
        ("دخل من الباب إلى البيت في حلب", "الباب", None),
        ("قصف بلدة النعيمة والصورة شرقي درعا", "الصورة", "al-Sura"),
        ("يظهر في الصورة جنود في درعا", "الصورة", None),
        ("مدينة الحارة شرقي درعا", "الحارة", "al-Hara"),
        ("خرج أهل الحارة", "الحارة", None),
        ("وصل إلى قاعدة عسكرية قرب القاعدة", "القاعدة", None),
        ("هاجم تنظيم القاعدة الموقع ثم انسحبت القاعدة", "القاعدة", "Al-Qaeda"),
        ("وقال مصدر لـ«الشرق الأوسط» أمس", "الشرق الأوسط", "Asharq Al-Awsat"),
        ("التوتر في الشرق الأوسط", "الشرق الأوسط", "Middle East"),
        ("علي عبد الله صالح قال، ثم غادر صالح", "صالح", "Ali Abdullah Saleh"),
        ("علي عبد الله صالح قال، وحضر العقيد صالح القعيطي", "صالح", None),
        ("معارك في حجة وحرض باليمن", "حجة", "Hajjah Governorate"),
        ("لا حجة له في اليمن", "حجة", None),
        ("هجوم في باماكو وسط مالي", "مالي", "Mali"),
        ("فساد مالي كبير في باماكو", "مالي", None),
    ],
)
def test_common_word_needs_context(base: KnowledgeBase, text: str, surface: str, label: str | None) -> None:
    assert meaning(base, text, surface) == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("قصف على مدينة دير الزور", "Deir ez-Zor"),
        ("قصف على محافظة دير الزور", "Deir ez-Zor Governorate"),
        ("قصف في دير الزور", "Deir ez-Zor Governorate"),
        ("قصف على ريف دير الزور", "Deir ez-Zor Governorate"),
        ("قصف في درعا", "Daraa Governorate"),
        ("قصف في صعدة", "Saada Governorate"),
        ("قصف في حلب", "Aleppo"),
        ("قصف على محافظة حلب", "Aleppo Governorate"),
        ("قصف على ريف حلب", "Aleppo Governorate"),
        ("قصف على محافظتي إدلب وحلب", "Aleppo Governorate"),
        ("عين محافظ حلب", "Aleppo Governorate"),
        ("عين محافظا لعدن", "Aden Governorate"),
        ("هجوم في الرياض", "Riyadh"),
        ("هجوم في منطقة الرياض", "Riyadh Region"),
        ("معارك في سبها", "Sabha"),
        ("هجوم في حقاري", "Hakkari"),
        ("هجوم في ولاية حقاري", "Hakkari Province"),
    ],
)
def test_bare_name_of_a_large_city_is_the_city_and_else_the_governorate(
    base: KnowledgeBase, text: str, label: str
) -> None:
    entity = resolve(base.match(text), base)[-1].entity
    assert entity is not None
    assert entity.label("en") == label


@pytest.mark.parametrize(("kinds", "kind"), [(("Actor",), "Government"), (("Place",), "City"), (None, "City")])
def test_expected_kind(base: KnowledgeBase, kinds: tuple[str, ...] | None, kind: str) -> None:
    (resolution,) = resolve(base.match("اتهمت دمشق"), base, [kinds], Context(day=date(2018, 4, 9)))
    assert resolution.entity is not None
    assert resolution.entity.kind == kind


@pytest.mark.parametrize(
    ("day", "label"),
    [(date(2018, 4, 9), "Government of Syria under Assad"), (date(2025, 4, 9), "Syrian transitional government")],
)
def test_day_tells_a_government_from_its_successor(base: KnowledgeBase, day: date, label: str) -> None:
    assert meaning(base, "أعلنت الحكومة السورية ذلك", "الحكومة السورية", day) == label


def test_without_a_day_successive_governments_stay_open(base: KnowledgeBase) -> None:
    assert meaning(base, "أعلنت الحكومة السورية ذلك", "الحكومة السورية") is None


def test_country_after_a_preposition_is_the_territory(base: KnowledgeBase) -> None:
    resolutions = resolve(base.match("أعلنت إيران أن الهجوم في إيران"), base)
    assert [r.entity and r.entity.kind for r in resolutions] == ["State", "Country"]


def test_hint_from_outside(base: KnowledgeBase) -> None:
    matches = base.match("أعلن الجيش ذلك")
    (resolution,) = resolve(matches, base, context=Context(countries=(PLACE + "lebanon",)))
    assert resolution.entity is not None
    assert resolution.entity.label("en") == "Lebanese Armed Forces"


def test_alternatives_are_ranked(base: KnowledgeBase) -> None:
    (resolution,) = resolve(base.match("بلدة طرابلس"), base)
    scores = [score for _, score in resolution.alternatives]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) > 1


def test_expectations_must_fit_the_matches(base: KnowledgeBase) -> None:
    with pytest.raises(ValueError, match="0 expectations for 1 matches"):
        resolve(base.match("داعش"), base, [])


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("انفجرت عبوة في شارع أسيوط بمدينة العريش", "أسيوط"),
        ("قصف بشارع الرياض في عدن", "الرياض"),
        ("تظاهرة في ميدان التحرير وشارع العراق بالقاهرة", "العراق"),
        ("كمين على طريق حلب قرب سراقب", "حلب"),
        ("انفجار لغم على طريق عدن أبين", "عدن"),
        ("انفجار لغم على طريق عدن أبين", "أبين"),
        ("استهدفت القافلة على الطريق الدولي وأوتوستراد دمشق - حمص", "حمص"),
        ("غارة قرب مسجد الرقة في صنعاء", "الرقة"),
        ("نقل الجرحى إلى مستشفى فلسطين في حلب", "فلسطين"),
        ("نقل الجرحى إلى مستشفى القدس في حلب", "مستشفى القدس"),
        ("نقل الجرحى إلى جامعة القدس في حلب", "القدس"),
        ("خرج المصلون من جامع صالح في صنعاء", "صالح"),
        ("سيطر المقاتلون على تل نينوى في ريف حماة", "نينوى"),
        ("قصف على قرى خربة بابل والهبيط بريف إدلب", "بابل"),
    ],
)
def test_what_a_street_or_mosque_is_called_after_is_not_meant(base: KnowledgeBase, text: str, surface: str) -> None:
    assert meaning(base, text, surface) is None


@pytest.mark.parametrize(
    ("text", "surface", "label"),
    [
        ("نقل الجرحى إلى مستشفى الرقة وقصفت مدينة منبج", "الرقة", "Raqqa"),
        ("وصل السلاح عن طريق تركيا", "تركيا", "Republic of Turkey"),
        ("انفجار في الشارع قرب حلب", "حلب", "Aleppo"),
        ("كمين على الطريق بين إدلب وحلب", "حلب", "Aleppo"),
        ("انفجار في مطار حلب", "مطار حلب", "Aleppo International Airport"),
        ("داهمت القوات مسجدا لحركة حماس في غزة", "حركة حماس", "Hamas"),
        ("أفادت قناة المنار في بيروت", "قناة المنار", "Al-Manar"),
        ("تفجير مسجد القديح شرقي السعودية", "القديح", "al-Qudaih"),
        ("تفجير مسجد قوات الطوارئ في أبها", "قوات الطوارئ", "Saudi Special Emergency Forces"),
    ],
)
def test_other_words_before_a_name_leave_it(base: KnowledgeBase, text: str, surface: str, label: str) -> None:
    assert meaning(base, text, surface) == label


@pytest.mark.parametrize(
    ("text", "surface", "label"),
    [
        ("نفذت القوات الأمنية عملية قرب الرمادي والبيشمركة في أربيل", "القوات الأمنية", "Iraqi Security Forces"),
        ("مقتل جنود في كوباني السورية وديار بكر وماردين وشرناق، وقال الجيش إنه رد", "الجيش", "Turkish Armed Forces"),
        ("سيطر الثوار على مواقع في تعز", "الثوار", "Popular Resistance"),
        ("سيطر الثوار على مواقع في درعا", "الثوار", "Syrian opposition factions"),
        ("هاجم المتمردون مركز شرطة في شرناق", "المتمردون", "Kurdistan Workers' Party"),
        ("هاجم المتمردون مواقع في مأرب", "المتمردون", "Houthis"),
        ("قصفت القوات الموالية للنظام السابق أحياء تعز", "القوات الموالية للنظام السابق", "Saleh forces"),
        ("قصفت القوات الموالية للنظام أحياء تعز", "القوات الموالية للنظام", None),
        ("تقدمت القوات الموالية للنظام في درعا", "القوات الموالية للنظام", "Pro-Assad militias"),
        ("هاجمت فلول المخلوع صالح مواقع في لحج", "فلول المخلوع صالح", "Saleh forces"),
        ("هجوم لجماعة أبو سياف جنوبي الفلبين", "جماعة أبو سياف", "Abu Sayyaf"),
        ("هجوم لجماعة أبو سياف جنوبي الفلبين", "الفلبين", "Philippines"),
        ("قتل ثمانية متشددين في الشيشان بروسيا", "الشيشان", "Chechnya Republic"),
        ("هاجم مسلحون منطقة عمران غرب عدن", "منطقة عمران غرب عدن", "Imran, Aden"),
        ("مواجهات بمديرية حرف سفيان بعمران ثم في عدن", "عمران", "Amran Governorate"),
        ("قالت الشرطة إن الهجوم في حلب ودرعا دبره سوريون", "الشرطة", "Syrian police"),
        ("قالت الشرطة الألمانية إن الهجوم في حلب ودرعا دبره سوريون", "الشرطة الألمانية", "German Police"),
        ("اقتحم الاحتلال جنين ونابلس والخليل ثم عاد إلى إسرائيل", "الاحتلال", "Israel Defense Forces"),
    ],
)
def test_common_nouns_and_names_by_country(base: KnowledgeBase, text: str, surface: str, label: str | None) -> None:
    assert meaning(base, text, surface) == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("معارك في القنيطرة ودرعا", "Quneitra Governorate"),
        ("قصف إسرائيلي على مدينة القنيطرة جنوب سوريا", "Quneitra"),
        ("تقدم الفصائل في ريف القنيطرة قرب درعا", "Quneitra Governorate"),
        ("توقيف مشتبه بهم في القنيطرة والدار البيضاء", "Kenitra"),
        ("حريق في مدينة القنيطرة شمال الرباط في المغرب", "Kenitra"),
        ("حريق في القنيطرة", None),
    ],
)
def test_quneitra_lies_in_syria_and_kenitra_in_morocco(base: KnowledgeBase, text: str, label: str | None) -> None:
    assert meaning(base, text, "القنيطرة") == label


@pytest.mark.parametrize(
    ("text", "surface", "outlet", "label"),
    [
        ("انفجار في طرابلس", "طرابلس", "lebanon", "Tripoli (Lebanon)"),
        ("انفجار في طرابلس", "طرابلس", "libya", "Tripoli"),
        ("انفجار في طرابلس", "طرابلس", None, None),
        ("حريق في القنيطرة", "القنيطرة", "morocco", "Kenitra"),
        # What the article itself names weighs more than where its outlet sits.
        ("انفجار في طرابلس وبنغازي", "طرابلس", "lebanon", "Tripoli"),
        ("وقال الجيش في بيان", "الجيش", "lebanon", "Lebanese Armed Forces"),
    ],
)
def test_country_of_the_outlet(
    base: KnowledgeBase, text: str, surface: str, outlet: str | None, label: str | None
) -> None:
    assert meaning(base, text, surface, outlet=outlet) == label


@pytest.mark.parametrize(
    ("text", "surface", "label"),
    [
        ("قصف قرى الصورة والحراك وعلما بريف درعا", "الصورة", "al-Sura"),
        ("نشر الجنود الصورة في درعا", "الصورة", None),
        ("لم تتضح الصورة بعد في السويداء ودرعا", "الصورة", None),
        ("اشتباكات في بلدة الحارة وجاسم بريف درعا", "الحارة", "al-Hara"),
        ("سكان الحارة في درعا", "الحارة", None),
        ("قصف على مدينتي الباب ومنبج", "الباب", "al-Bab"),
        ("قصف على جرابلس ومدينة الباب", "الباب", "al-Bab"),
        ("فتح الجنود الباب في حلب", "الباب", None),
        ("طرقوا الباب ليلا في منبج", "الباب", None),
        ("معارك في حي الباب قرب صنعاء", "الباب", None),
    ],
)
def test_names_that_are_common_nouns(base: KnowledgeBase, text: str, surface: str, label: str | None) -> None:
    assert meaning(base, text, surface) == label


@pytest.mark.parametrize(
    ("capital", "government"),
    [
        ("دمشق", "Government of Syria under Assad"),
        ("أنقرة", "Government of Turkey"),
        ("واشنطن", "Government of the United States"),
        ("موسكو", "Government of Russia"),
        ("طهران", "Government of Iran"),
    ],
)
def test_a_capital_that_acts_is_its_government(base: KnowledgeBase, capital: str, government: str) -> None:
    def kinds(expected: tuple[str, ...]) -> tuple[str | None, str]:
        (found,) = resolve(base.match(f"اتهمت {capital}"), base, [expected], Context(day=date(2018, 4, 9)))
        assert found.entity is not None
        return found.entity.label("en"), found.entity.kind

    assert kinds(("Actor",)) == (government, "Government")
    assert kinds(("Place",))[1] in ("City", "Governorate")


@pytest.mark.parametrize(
    ("text", "surface", "label"),
    [
        ("قصف في ريف حماة الشمالي", "حماة", "Hama Governorate"),
        ("قصف على قرى في ريف إدلب", "إدلب", "Idlib Governorate"),
        ("انفجار في ريف درعا", "درعا", "Daraa Governorate"),
        ("قصف على ريف دمشق", "ريف دمشق", "Rif Dimashq Governorate"),
        ("قصف على بلدة في ريف دير الزور الشرقي", "دير الزور", "Deir ez-Zor Governorate"),
        ("قصف على الجفرة في ريف دير الزور", "الجفرة", "al-Jafra"),
        ("غارة على أريحا في ريف إدلب", "أريحا", "Ariha"),
    ],
)
def test_in_the_countryside_of(base: KnowledgeBase, text: str, surface: str, label: str) -> None:
    assert meaning(base, text, surface) == label


def test_of_two_places_of_one_name_the_larger_is_meant() -> None:
    """Where nothing else tells; a place that somebody has looked at comes before both."""

    def town(iri: str, kind: str, population: int | None) -> Entity:
        name = Name("المحمدية", "ar")
        return Entity(iri, kind, (name,), IRAQ, (IRAQ,), 33.0, 44.0, 5000, population=population, listed=True)

    country = Entity(IRAQ, "Country", (Name("العراق", "ar"),), IRAQ)
    classes = {kind: frozenset({"Place"}) for kind in ("Country", "City", "Town", "Village")}
    places = (country, town("x:large", "City", 150_000), town("x:small", "Village", None))
    base = KnowledgeBase(KnowledgeData(places, (), classes))
    text = "انفجار في مدينة المحمدية في العراق"
    found = next(r for r in resolve(base.match(text), base) if r.match.surface == "المحمدية")
    assert found.entity is not None
    assert found.entity.iri == "x:large"
