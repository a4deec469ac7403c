"""Numbers of people and what became of them, parts and sums, victims with rank and side; and what is no toll."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgbuild.extraction.annotations import Reading, TollMention

Read = Callable[[str], Reading]

ROWS = {
    # -- one sum of dead and wounded
    "sum/number-of-dead-and-wounded": ("أسفرت الاشتباكات عن سقوط عدد من القتلى والجرحى.", ["casualties 1+"]),
    "sum/dozens": ("سقط عشرات القتلى والجرحى في المعارك قرب البلدة.", ["casualties 20+"]),
    "sum/two-nouns": ("أدى القصف إلى مقتل وإصابة العشرات من السكان.", ["casualties 20+"]),
    "sum/between-dead-and-wounded": ("سقط أكثر من 60 عنصرا بين قتيل وجريح في الهجوم.", ["casualties 60+"]),
    "sum/two-predicates": ("قالت مصادر إن عشرات المسلحين قتلوا وأصيبوا في الغارات.", ["casualties 20+"]),
    "sum/count-of-both": ("وصل عدد القتلى والجرحى حتى الآن إلى 25 مسلحا.", ["casualties 25"]),
    "sum/of-another-count": (
        "أسفرت التفجيرات عن مقتل ما مجموعه 49 شخصا وإصابة مئات آخرين في أعلى حصيلة من القتلى والمصابين.",
        ["killed 49", "wounded 200+"],
    ),
    "sum/victims": ("أسفر قصف الحي عن سقوط ضحايا بين السكان.", ["casualties 1+"]),
    "apart/dead-and-wounded-unnumbered": ("سقط قتلى وجرحى من الطرفين في الاشتباكات.", ["killed 1+", "wounded 1+"]),
    # -- a number that stands behind a bare plural, and deaths of long ago
    "bracket/number-behind": ("أدى القصف إلى مقتل عمال (14 عاملا) في المنجم.", ["killed 14"]),
    "bracket/something-else": ("أدى القصف إلى مقتل عمال (وفق شاهد) في المنجم.", ["killed 1+"]),
    "long-ago/anniversary": ("في الذكرى السنوية الثانية لمقتل سبعة عمال في المنجم.", []),
    "long-ago/one-man": ("أحيوا الذكرى الأولى لمقتل الشاب سامر كنعان في المدينة.", []),
    "on-an-anniversary": ("قتل سبعة عمال في ذكرى الاستقلال.", ["killed 7"]),
    "long-ago/anniversary-in-figures": ("في الذكرى السنوية الـ15 لمقتل سبعة عمال في المنجم.", []),
    # -- those who carried a deed out, the buried, and those prayed for
    "deed/who-carried-it-out": (
        'قتل تسعة أشخاص في تفجيرين نفذهما "ثلاثة شبان" وأصيب 12 بجروح.',
        ["killed 9", "wounded 12"],
    ),
    "deed/two-bombers": (
        "قتل تسعة أشخاص في تفجيرين نفذهما انتحاريان، وأصيب 12 بجروح.",
        ["killed 9", "wounded 12"],
    ),
    "deed/what-was-carried-out": ("نفذ المسلحون هجوما وقتلوا ثلاثة شبان.", ["killed 3"]),
    "buried/of-the-victims": ("دفن الأهالي العشرات من ضحايا الغارة الجوية.", ["killed 20+"]),
    "buried/who-died-at-once": ("وقضى ثلاثة من ضحايا التفجير على الفور.", ["killed 3"]),
    "buried/victims-of-a-blast": ("أسفر الانفجار عن سقوط عشرات الضحايا.", ["casualties 20+"]),
    "prayed-for": ("أقيمت صلاة الغائب على أرواح 14 من القتلى في مسجد المدينة.", []),
    "lives-lost": ("أودى الانفجار بأرواح 14 شخصا.", ["killed 14"]),
    # -- the ten of an ordinal, and a number behind a comma
    "ordinal/under-age": (
        "قتل 300 مدني بينهم 70 طفلا دون سن الثامنة عشرة، و250 امرأة في القصف.",
        ["killed 300", "killed 70 of 0", "killed 250 of 0"],
    ),
    "ordinal/ten-people": ("قتل عشرة أشخاص في القصف.", ["killed 10"]),
    # -- a count that rose over hours, of many deeds
    "long/rose-in-hours": (
        "قتل شاب في بلدة سلواد، ما يرفع عدد القتلى إلى ثلاثة خلال 24 ساعة.",
        ["killed 1", "killed 3 long"],
    ),
    "long/rose-of-one-deed": ("ارتفع عدد القتلى إلى ثلاثة في التفجير.", ["killed 3"]),
    # -- nouns of fate, with clitics
    "noun/dual-after-clitic": ("تسبب انفجار اللغم بمقتل جنديين قرب الحدود.", ["killed 2"]),
    "noun/li-and-singular": ("ما أدى لمقتل مدني وإصابة ثلاثة آخرين.", ["killed 1", "wounded 3"]),
    "noun/about-wounding": ("أسفر الهجوم عن إصابة شرطيين اثنين بجروح.", ["wounded 2"]),
    "noun/one-of-members": ("نتج عن القصف استشهاد أحد أفراد الدورية.", ["killed 1"]),
    "noun/number-alone": ("أدت الغارة إلى مقتل 5 وإصابة 9 في السوق.", ["killed 5", "wounded 9"]),
    "noun/at-least": ("أدى التفجير إلى مقتل ما لا يقل عن 18 شخصا.", ["killed 18+"]),
    "noun/misspelt-people": ("قالت مصادر إن سبعة عشر مدينا قتلوا في الانفجار.", ["killed 17"]),
    "noun/martyr-feminine": ("قصف الطيران البلدة مخلفا شهيدة وعددا من الجرحى.", ["killed 1", "wounded 1+"]),
    "noun/wounded-as-thing": ("أوقع القصف 3 قتلى إضافة إلى عدد من الإصابات.", ["killed 3", "wounded 1+"]),
    # -- numbers that count no people
    "things/one-family": ("قتل تسعة مدنيين من أسرة واحدة في قصف على حلفايا.", ["killed 9"]),
    "things/one-strike": ("أسفرت غارة واحدة عن مقتل أربعة أطفال.", ["killed 4"]),
    "things/several-quarters": (
        "ارتفعت حصيلة قتلى القذائف التي سقطت على أحياء عدة إلى 11 قتيلا.",
        ["killed 11"],
    ),
    "things/several-people": ("قتل عدة أشخاص في الانفجار.", ["killed 1+"]),
    "things/one-person": ("قتل في الانفجار شخص واحد وأصيب عشرة.", ["killed 1", "wounded 10"]),
    "things/one-alone": ("قتل واحد وأصيب أربعة في الانفجار.", ["killed 1", "wounded 4"]),
    "things/two-bombings": ("قتل هجومان انتحاريان 17 شخصا في سوق بمدينة مورا.", ["killed 17"]),
    "things/two-attackers": ("قتل مسلحان انتحاريان في مدينة مورا.", ["killed 2"]),
    "things/named-after-two-dead": ("اغتيل القيادي في بيروت ودفن في مقبرة الشهيدين.", []),
    "things/two-dead": ("سقط القتيلان برصاص قناص، وأصيب جندي.", ["killed 2", "wounded 1"]),
    "things/whose-count": ("أعلنت الوزارة أن حصيلة ضحايا الانفجار بلغت 21 قتيلا.", ["killed 21"]),
    "things/count-of-its-dead": ("قال إن حصيلة ضحاياه ارتفعت إلى 21 قتيلا.", ["killed 21"]),
    # -- duals in construct, and singulars in the accusative
    "pair/oblique": ("أسفر الهجوم عن إصابة رجلي إطفاء في المدينة.", ["wounded 2"]),
    "pair/oblique-before-its-verb": ("أعلن القائد أن ضابطي صف في الدرك قتلا في الانفجار.", ["killed 2"]),
    "pair/singular-in-construct": ("قتل جندي حراسة في الانفجار.", ["killed 1"]),
    "pair/stressed-behind-an-adjective": ("أدى الانفجار إلى مقتل جنديين كنديين اثنين.", ["killed 2"]),
    "pair/stressed-object": ("قتلت الشرطة مسلحين اثنين في المدينة.", ["killed 2"]),
    # -- least numbers in one word, and numbers that rose
    "least/one-word": ("قتل مالا يقل عن 16 جنديا في الكمين.", ["killed 16+"]),
    "least/no-space": ("قتل ما لايقل عن 16 جنديا في الكمين.", ["killed 16+"]),
    "risen/from-to": ("ارتفعت حصيلة التفجير من 17 إلى 19 قتيلا.", ["killed 19"]),
    "risen/count": ("ارتفع عدد القتلى من خمسة إلى سبعة.", ["killed 7"]),
    "risen/a-range-all-the-same": ("أسفر التفجير عن مقتل 17 إلى 19 شخصا.", ["killed 17-19"]),
    # -- fates that are left open, and people who did it
    "open/three-verbs": ("قال الوزير إن 70 متمردا قتلوا أو أسروا أو استسلموا.", []),
    "open/two-nouns": ("أسفرت الحملة عن مقتل أو اعتقال 40 متمردا.", []),
    "open/both-told": ("أسفرت الحملة عن مقتل 12 متمردا واعتقال 40 آخرين.", ["killed 12", "captured 40"]),
    "captors/of-a-vehicle": ("أوقف ستة مسلحين حافلة ركاب وخطفوا سائقها.", ["captured 1"]),
    "captives/behind-the-verb": ("أوقف الجيش ستة مسلحين في حافلة.", ["captured 6"]),
    "hurt-before/among-the-arrested": ("ألقت الشرطة القبض على ثمانية أشخاص، بينهم جريحان.", ["captured 8"]),
    # -- phrases of fate that have an article of their own
    "article/seized": ("ألقى الحراس القبض على 12 مشتبها بهم في الميناء.", ["captured 12"]),
    "article/put-an-end-to": ("تمكن الجيش من القضاء على تسعة متشددين في الجبل.", ["killed 9"]),
    "article/seized-and-killed": (
        "أعلن القائد إلقاء القبض على أربعة متطرفين وقتل اثنين آخرين.",
        ["captured 4", "killed 2"],
    ),
    # -- people by origin and by work
    "origin/of-three-nations": (
        "أدى الاعتداء إلى مقتل خمسة أجانب هم إيطاليان وكندي وهنديان.",
        ["killed 5", "killed 2 of 0", "killed 1 of 0", "killed 2 of 0"],
    ),
    "origin/behind-a-verb": ("وأصيب أربعة ألمان في الاعتداء على المطعم.", ["wounded 4"]),
    "work/resident": ("أدى سقوط الشظايا إلى مقتل مقيم هندي وإصابة مواطنين اثنين.", ["killed 1", "wounded 2"]),
    "age/adolescent": (
        "أسفر انفجار الطرد عن مقتل سيدة ومراهق.",
        ["killed 2", "killed 1 of 0", "killed 1 of 0"],
    ),
    "rank/foremost": ("لقي أربعة من كبار ضباط الجيش السوري مصرعهم في معارك الجنوب.", ["killed 4"]),
    # -- some of the wounded die
    "died/of-the-wounded": ("ارتفعت الحصيلة إلى 19 قتيلا بعد وفاة اثنين من الجرحى.", ["killed 19"]),
    "died/wounded-all-the-same": ("سقط ثلاثة جرحى في القصف.", ["wounded 3"]),
    # -- the dead of the other side
    "against/other-side": ("قتل 31 متمردا مقابل سبعة جنود في معارك الساحل.", ["killed 31", "killed 7"]),
    "against/what-was-paid": ("أفرج الخاطفون عن عشرة مدنيين مقابل فدية.", []),
    # -- ranks that people have
    "rank/of-two-kinds": ("قتل خمسة ضباط برتب نقيب وملازم في الكمين.", ["killed 5"]),
    "rank/and-one-more": ("قتل ضابط برتبة نقيب وجندي في الكمين.", ["killed 2", "killed 1 of 0", "killed 1 of 0"]),
    "pair/of-a-body": ("قتل ضابطا شرطة في انفجار عبوة.", ["killed 2"]),
    "pair/of-a-definite-body": ("أصيب جنديا الحراسة في الهجوم.", ["wounded 2"]),
    "pair/joined": (
        "قتل ضابطا أمن وعسكري ومهاجم في الاشتباك.",
        ["killed 4", "killed 2 of 0", "killed 1 of 0", "killed 1 of 0"],
    ),
    "pair/accusative-with-preposition": ("هاجموا الحاجز وقتلوا ضابطا في الشرطة.", ["killed 1"]),
    "pair/accusative-alone": ("هاجموا الحاجز وقتلوا شرطيا وفروا.", ["killed 1"]),
    "pair/accusative-with-adjective": ("هاجموا الحاجز وقتلوا ضابطا كبيرا.", ["killed 1"]),
    "pair/accusative-with-tanwin": ("هاجموا الحاجز وقتلوا ضابطاً أمن الموكب.", ["killed 1"]),
    # -- verbs
    "verb/passive-dual": ("وقتل جنديان وأصيب خمسة آخرون في الكمين.", ["killed 2", "wounded 5"]),
    "verb/active-with-subject": ("وقتلت القوات الأمنية في المحور الشرقي عشرة مسلحين.", ["killed 10"]),
    "verb/subject-acts": ("قتل مسلح 38 سائحا في فندق على الشاطئ.", ["killed 38"]),
    "verb/number-acts": ("قتل خمسة مهاجمين 12 جنديا في هجوم على المعسكر.", ["killed 12"]),
    "verb/number-of-a-group-acts": ("قتل أربعة مسلحين من حركة الشباب 67 شخصا في الفندق.", ["killed 67"]),
    "verb/women-act": ("قتلت ثلاث انتحاريات 14 شخصا في السوق.", ["killed 14"]),
    "verb/two-numbers-joined": (
        "قتل ثلاثة مسلحين وخمسة جنود في الهجوم.",
        ["killed 8", "killed 3 of 0", "killed 5 of 0"],
    ),
    "verb/number-and-part": ("قتل خمسة جنود ثلاثة منهم ضباط في الهجوم.", ["killed 5"]),
    "verb/plural-of-those-before": ("وكان 22 مسلحا لقوا حتفهم واسب العشرات في المواجهات.", ["killed 22"]),
    "verb/plural-of-whom": ("إن الذين استشهدوا خمسة جنود.", ["killed 5"]),
    "verb/met-their-death": ("لقي أربعة من عناصر الأمن مصرعهم في الهجوم.", ["killed 4"]),
    "verb/took-the-life": ("أودى الانفجار الذي هز السوق بحياة 32 شابا.", ["killed 32"]),
    "verb/took-souls": ("حصدت الألغام خلال ثلاثة أيام أرواح 29 شخصا.", ["killed 29"]),
    "verb/whose-victim-was": ("وقع تفجير راح ضحيته 15 شخصا.", ["killed 15"]),
    "verb/missing": ("وفقد 15 جنديا بعد الهجوم على المعسكر.", ["missing 15"]),
    "verb/lost-their-lives": ("فقد خمسة مدنيين حياتهم في القصف.", ["killed 5"]),
    "verb/captured": ("أسرت المقاومة 14 متمردا في المنطقة.", ["captured 14"]),
    "verb/abducted": ("خطف مسلحون ثمانية عناصر من الشرطة.", ["captured 8"]),
    # -- predicates behind their subject
    "behind/adjectives": ("قال مسؤولون إن سبعة جنود ليبيين قتلوا في الهجوم.", ["killed 7"]),
    "behind/aside": ("إن 15 مقاتلا أجنبيا، نصفهم من المرتزقة، قتلوا في القصف.", ["killed 15"]),
    "behind/then-wounded": ("إن نحو 25 من المسلحين قتلوا وأصيب 15 آخرون.", ["killed 25", "wounded 15"]),
    "behind/hundreds-wounded": ("إن 260 مقاتلا قتلوا ومئات جرحوا خلال الغارات.", ["killed 260", "wounded 200+"]),
    "behind/couple": ("إن مدنيين هما رجل وزوجته قتلا جراء الانفجار.", ["killed 2"]),
    "behind/one": ("قالت الشرطة إن شخصا قتل وأصيب 15 في إطلاق النار.", ["killed 1", "wounded 15"]),
    "behind/suffered-wounds": ("كما تعرض (7) سبعة من رجال حرس الحدود للإصابة.", ["wounded 7"]),
    "behind/they-act": ("قال الجيش إن ثلاثة مسلحين قتلوا جنديا عند الحاجز.", ["killed 1"]),
    # -- parts
    "part/among-them": ("قتل 42 شخصا بينهم 13 مدنيا.", ["killed 42", "killed 13 of 0"]),
    "part/joined": (
        "أوقع الانفجار 10 جرحى، بينهم 7 مدنيين و3 شرطيين.",
        ["wounded 10", "wounded 7 of 0", "wounded 3 of 0"],
    ),
    "part/nested-in-next-sentence": (
        "أسفر القصف عن مقتل 42 شخصا. وتمركز الجيش في البلدة. "
        "وبين القتلى 7 سوريين، بينهم 3 أطفال، بالإضافة إلى 6 عراقيين.",
        ["killed 42", "killed 7 of 0", "killed 3 of 1", "killed 6 of 0"],
    ),
    "part/single": ("قتل 13 عنصرا بينهم قائد الميليشيا.", ["killed 13", "killed 1 of 0"]),
    "part/of-the-nearest-that-holds": (
        "بمقتل مدني وإصابة ثلاثة عشر آخرين بينهم طفلان.",
        ["killed 1", "wounded 13", "wounded 2 of 1"],
    ),
    "part/the-dead-are": (
        "قتل 12 شخصا في الهجوم. وأضاف أن القتلى هم خمسة جنود وخمسة مسلحين وأجنبيان.",
        ["killed 12", "killed 5 of 0", "killed 5 of 0", "killed 2 of 0"],
    ),
    "part/of-them-behind": ("وأصيب 81 آخرون، عشرون منهم بجروح خطيرة.", ["wounded 81", "wounded 20 of 0"]),
    "part/larger-than-whole": ("قتل ثلاثة جنود، بينهم 13 مدنيا.", ["killed 3"]),
    # -- sums of coordinated groups
    "coordinated/two-groups": (
        "أسفر التفجير عن مقتل 10 جنود وثلاثة من العاملين في الموقع.",
        ["killed 13", "killed 10 of 0", "killed 3 of 0"],
    ),
    "coordinated/one-more": (
        "أسفرت عن مقتل 5 من قوات الأمن وانتحاري، وإصابة 11.",
        ["killed 6", "killed 5 of 0", "killed 1 of 0", "wounded 11"],
    ),
    "coordinated/leader-and-companions": (
        "لقي القيادي الحوثي أبو حمزة السنحاني و12 من مرافقيه مصرعهم.",
        ["killed 13", "killed 1 of 0", "killed 12 of 0"],
    ),
    "coordinated/before-the-predicate": (
        "قالت مصادر إن جنديين تركيين وحارسا مسلحا قتلوا في الانفجار.",
        ["killed 3", "killed 2 of 0", "killed 1 of 0"],
    ),
    "coordinated/at-least": (
        "وقتل 39 متمردا على الأقل و17 مقاتلا مواليا في المعارك.",
        ["killed 56+", "killed 39+ of 0", "killed 17 of 0"],
    ),
    "coordinated/other-fate": ("مقتل 10 جنود وعشرين جريحا.", ["killed 10", "wounded 20"]),
    # -- numbers that stand elsewhere
    "open/at-least-behind-others": ("إن ستة جنود آخرين، على الأقل، أصيبوا في الهجوم.", ["wounded 6+"]),
    "open/or-more": ("قتل 12 مسلحا أو أكثر في الغارة.", ["killed 12+"]),
    "others/number-behind": (
        "مقتل 5 جنود وإصابة آخرين يفوق عددهم 60 شخصا في الانفجار.",
        ["killed 5", "wounded 60+"],
    ),
    "others/exact-number-behind": ("مقتل جندي وإصابة آخرين عددهم 14 في الانفجار.", ["killed 1", "wounded 14"]),
    # -- nobody
    "none/did-not-result": ("وقع إطلاق نار لم يسفر عن سقوط ضحايا.", ["killed 0", "wounded 0"]),
    "none/nobody-told-of-any": ("قصفت الطائرات البلدة، ولم تعلن وزارة الصحة عن وقوع إصابات.", []),
    "none/sources-told-of-none": ("انفجرت العبوة، ولم تتحدث المصادر عن قتلى.", []),
    "none/neither-nor": ("سقطت القذائف ولم ينجم عنها سقوط أي ضحايا أو إصابات.", ["killed 0", "wounded 0"]),
    "none/without-injuries": ("سقطت القذيفة دون وقوع أية إصابات.", ["wounded 0"]),
    "none/nobody-was-hurt": ("انفجرت العبوة ولم يصب أحد بأذى.", ["wounded 0"]),
    # -- long times
    "long/conflict-as-cause": ("وأسفر النزاع عن مئات القتلى.", ["killed 200+ long"]),
    "long/since-the-beginning": ("قتل أكثر من 4000 شخص منذ اندلاع الحرب.", ["killed 4000+ long"]),
    "long/since-a-year": ("أسفر التمرد عن سقوط أكثر من 15 ألف قتيل منذ 2009.", ["killed 15000+ long"]),
    "long/in-thirty-years": ("أوقع النزاع أربعين ألف قتيل في ثلاثين عاما.", ["killed 40000 long"]),
    "long/thereby-rises": (
        "قتل جنديان وأصيب ثلاثة، وبذلك يرتفع عدد القتلى إلى 18 شخصا.",
        ["killed 2", "wounded 3", "killed 18 long"],
    ),
    "long/in-a-month": ("قتل 45 مدنيا في القصف خلال الشهر الماضي.", ["killed 45 long"]),
    "long/until-today": ("قتل 45 مدنيا حتى اليوم في الحملة.", ["killed 45 long"]),
    "long/in-two-days": ("قتل 45 مسلحا في المعارك خلال اليومين الماضيين.", ["killed 45"]),
    "long/both-numbers": (
        "قتل المئات من السكان وجرح الآلاف منذ بدء الحصار.",
        ["killed 200+ long", "wounded 2000+ long"],
    ),
    "long/second-number-only": (
        "قتل ثلاثة جنود أمس، وأصيب 90 منذ بدء الحصار.",
        ["killed 3", "wounded 90 long"],
    ),
    "long/since-it-stepped-in": ("قتل 44 جنديا روسيا منذ تدخل موسكو في البلاد.", ["killed 44 long"]),
    "long/worst-since": ("قتل 50 شخصا في أسوأ موجة عنف تشهدها المدينة منذ سنوات.", ["killed 50"]),
    # -- no toll
    "long/since-years-of-another-clause": (
        "يتمركز المتمردون في الجبال منذ سنوات وقتل 26 مقاتلا في الغارات.",
        ["killed 26"],
    ),
    "sum/quoted-fate": ("أسفر الهجوم عن «استشهاد» وجرح عدد من الجنود.", ["casualties 1+"]),
    "no/would-kill": ("وحذر من أن يقتل شاب في المواجهات المقبلة.", []),
    "no/death-penalty-allowed": ("ولا يسمح بإعدام واحد من السجناء.", []),
    "no/shells": ("سقوط عشرات القذائف على مقرات الميليشيات.", []),
    "no/age": ("المرأة التي اعتقلت تبلغ من العمر 51 عاما.", []),
    "no/rockets-captured": ("قصفت المقاتلات مستودعا يضم 33 صاروخا.", []),
    "no/feared": ("هدد التنظيم بقتل عشرة أسرى.", []),
    "no/unconfirmed": ("ولم يتأكد خبر مقتل جنود روس من مصدر آخر.", []),
    "no/alleged-occurrence": ("تحقق الوزارة في مزاعم وقوع قتلى مدنيين.", []),
    "no/participants": ("بلغ عدد المشاركين في الهجوم 500 مقاتل.", []),
    "no/houses": ("قصف الجيش الحي وتضرر عدد من المنازل.", []),
    "no/displaced": ("أدى القتال إلى فرار آلاف الأشخاص.", []),
    "no/enemies-nearby": ("وقتل جندي في اشتباك مع 20 مسلحا.", ["killed 1"]),
    "no/released": ("تضمنت الصفقة إطلاق سراح عشرين أسيرا.", []),
    "no/condolences": ("وعبر عن تعازيه لأسر الشهداء.", []),
}


def toll_row(toll: TollMention) -> str:
    """``killed 7``, ``wounded 20+``, ``killed 3-5``; ``of 0`` is a part of the first, ``long`` of no single event."""
    high = "+" if toll.high is None else f"-{toll.high}" if toll.high != toll.low else ""
    part = f" of {toll.subset_of}" if toll.subset_of is not None else ""
    return f"{toll.measure} {toll.low}{high}{part}{' long' if toll.cumulative else ''}"


@pytest.mark.parametrize(("text", "expected"), ROWS.values(), ids=ROWS.keys())
def test_tolls(read: Read, text: str, expected: list[str]) -> None:
    assert [toll_row(toll) for toll in read(text).tolls] == expected


VICTIMS = {
    "rank": ("أدى القصف إلى مقتل الملازم يزن الصالح.", [("الملازم يزن الصالح", "killed", "الملازم", None)]),
    "side-behind": (
        "أدى القصف لمقتل الملازم يزن الصالح من مرتبات قوات النظام.",
        [("الملازم يزن الصالح", "killed", "الملازم", "قوات النظام")],
    ),
    "list": (
        "استشهاد العريف أحمد جعفر، والجندي أول محمد علي ياسين، تغمدهم الله برحمته.",
        [("العريف أحمد جعفر", "killed", "العريف", None), ("الجندي أول محمد علي ياسين", "killed", "الجندي أول", None)],
    ),
    "name-before-a-joined-verb": (
        "قتلوا العقيد فهد منصور ونقلوه إلى جهة مجهولة.",
        [("العقيد فهد منصور", "killed", "العقيد", None)],
    ),
    "name-before-a-joined-verb-of-a-group": (
        "قتلت الرائد سمير نعمان وألقته في البئر.",
        [("الرائد سمير نعمان", "killed", "الرائد", None)],
    ),
    "name-that-begins-with-its-letter": (
        "قتلوا العقيد وائل وجيه وهبة في الكمين.",
        [("العقيد وائل وجيه وهبة", "killed", "العقيد", None)],
    ),
    "list-with-a-conscript": (
        "إصابة الرائد سامر حداد والمجند هيثم قاسم في الكمين.",
        [("الرائد سامر حداد", "wounded", "الرائد", None), ("المجند هيثم قاسم", "wounded", "المجند", None)],
    ),
    "called": ("قتل قيادي بارز يدعى «أبو جليل» في المواجهات.", [("أبو جليل", "killed", "قيادي", None)]),
    "wounded": ("وأصيب العقيد سالم المنصوري في الانفجار.", [("العقيد سالم المنصوري", "wounded", "العقيد", None)]),
    "name-behind-a-comma": (
        "مصرع القيادي الميداني البارز، سالم المراني، في غارة.",
        [("سالم المراني", "killed", "القيادي", None)],
    ),
    "name-behind-adjectives": (
        "مصرع القيادي الميداني البارز سالم المراني في غارة.",
        [("سالم المراني", "killed", "القيادي", None)],
    ),
    "name-with-father-and-no-title": (
        "أسفرت الغارة عن مقتل سامي أبو الخير في المدينة.",
        [("سامي أبو الخير", "killed", None, None)],
    ),
    "widow-of-somebody": ("ألقت الشرطة القبض على أرملة عمر أبو الخير.", []),
    "name-that-ends-with-ali": (
        "قتل العميد جمال عدنان علي في اشتباكات.",
        [("العميد جمال عدنان علي", "killed", "العميد", None)],
    ),
    "subject-before-its-verb": (
        "قال المرصد إن القائد العسكري محمود البرازي قتل بانفجار عبوة.",
        [("القائد العسكري محمود البرازي", "killed", "القائد العسكري", None)],
    ),
    "subject-that-kills": ("قال المرصد إن العقيد محمود البرازي قتل ثلاثة جنود.", []),
    "name-behind-a-body": (
        "قتل القيادي البارز في تنظيم القاعدة سالم أبو داود في غارة.",
        [("القيادي البارز في تنظيم القاعدة سالم أبو داود", "killed", "القيادي", None)],
    ),
    "nobody-named": ("قتل قيادي ميداني كبير في الغارة.", []),
    "kin-of-somebody": ("قتل ابن العقيد سالم المنصوري.", []),
}


@pytest.mark.parametrize(("text", "expected"), VICTIMS.values(), ids=VICTIMS.keys())
def test_victims(read: Read, text: str, expected: list[tuple[str, str, str | None, str | None]]) -> None:
    found = read(text).victims
    assert [(v.person.surface, v.fate, v.rank, v.side.surface if v.side else None) for v in found] == expected


def test_a_part_is_never_larger_than_its_whole_nor_its_own_whole(read: Read) -> None:
    for text, _ in ROWS.values():
        tolls = read(text).tolls
        for position, toll in enumerate(tolls):
            if toll.subset_of is not None:
                whole = tolls[toll.subset_of]
                assert toll.subset_of != position
                assert whole.high is None or toll.low <= whole.high


@pytest.mark.parametrize(
    ("text", "surface", "group"),
    [
        ("قتل 13 مسلحا من الجيش.", "13 مسلحا", "مسلحا"),
        ("مقتل 5 من قوات الأمن في الكمين.", "5 من قوات الأمن", "قوات الأمن"),
        ("سقط 12 قتيلا في التفجير.", "12 قتيلا", None),
    ],
    ids=["noun", "body", "fate-is-no-group"],
)
def test_words_of_a_toll(read: Read, text: str, surface: str, group: str | None) -> None:
    toll = read(text).tolls[0]
    assert toll.surface.startswith(surface)
    assert toll.group is None if group is None else group in str(toll.group)


GROUPS = {
    "others/of-each-side": (
        "قتل 8 من مقاتلي الفصائل وأصيب 12 آخرون، فيما قتل خمسة من الجيش السوري وأصيب سبعة آخرون.",
        ["مقاتلي الفصائل", "مقاتلي الفصائل", "الجيش السوري", "الجيش السوري"],
    ),
    "others/of-the-sentence-before": ("قتل أربعة متمردين في الكمين. وأصيب تسعة آخرون بجروح.", ["متمردين", "متمردين"]),
    "others/one-of-members": (
        "قتل أحد عناصر حركة طالبان وجرح ثلاثة آخرون.",
        ["أحد عناصر حركة طالبان", "عناصر حركة طالبان"],
    ),
    "others/of-the-whole-behind-a-part": ("مقتل 6 جنود بينهم ضابط وإصابة 4 آخرين.", ["جنود", "ضابط", "جنود"]),
    "others/of-two-groups-are-of-neither": ("مقتل ضابط وعامل وإصابة 4 آخرين.", [None, "ضابط", "عامل", None]),
    "others/of-people-in-general": ("مقتل شخصين وإصابة خمسة آخرين.", ["شخصين", None]),
    "others/with-a-noun-of-their-own": ("مقتل شرطي وإصابة ثلاثة مدنيين آخرين.", ["شرطي", "مدنيين"]),
    "others/of-one-of-two-that-were-hit": (
        "هاجم مسلحون أفرادا من الجيش والشرطة، ما أدى إلى مقتل خمسة من الشرطة وإصابة 11 آخرين.",
        ["الشرطة", None],
    ),
    "others/of-the-one-that-was-hit": (
        "هاجم مسلحون أفرادا من الشرطة، ما أدى إلى مقتل خمسة من الشرطة وإصابة 11 آخرين.",
        ["الشرطة", "الشرطة"],
    ),
    "others/women-behind-children": (
        "قتل طفلان في غارة على الحي. وقتل 11 آخرون بينهم نساء في غارة على السوق.",
        ["طفلان", None],
    ),
    "two-kinds/definite": ("أدى القصف إلى مقتل 40 من المعلمين والطلاب.", ["المعلمين والطلاب"]),
    "two-kinds/of-a-body": ("أدى الانفجار إلى مقتل 9 من رجال الإطفاء والمسعفين.", ["رجال الإطفاء والمسعفين"]),
    "two-kinds/with-who-sides": (
        "قتل 18 عنصرا من قوات النظام والمسلحين الموالين لها في الغارة.",
        ["عنصرا من قوات النظام والمسلحين الموالين لها"],
    ),
    "two-kinds/indefinite": (
        "أسفر إطلاق النار عن مقتل 30 من عناصر تابعة للكتائب وسكان.",
        ["عناصر تابعة للكتائب وسكان"],
    ),
    "two-kinds/before-a-verb": (
        "إن الغارة قتلت 60 من رجال الدين والمدنيين ونفت وجود مسلحين.",
        ["رجال الدين والمدنيين"],
    ),
    "two-kinds/not-dead-and-wounded": ("سقط عدد من القتلى والجرحى من حركة طالبان.", ["حركة طالبان"]),
    "two-kinds/not-who-does-something-else": ("مقتل أربعة من الجيش والمسلحون يتقدمون.", ["الجيش"]),
    "two-kinds/not-another-fate": ("مقتل ستة من رجال الشرطة وإصابة عدد من المدنيين.", ["رجال الشرطة", "المدنيين"]),
    "others/of-named-people": ("مقتل العقيد سالم المنصوري وإصابة ستة آخرين.", [None, None]),
    "joined/two-bodies": ("مقتل سبعة من حركة طالبان وتنظيم القاعدة في غارة.", ["حركة طالبان وتنظيم القاعدة"]),
    "joined/before-the-predicate": (
        "إن 9 من عناصر الجيش الليبي وقوات حفتر قتلوا في الهجوم.",
        ["عناصر الجيش الليبي وقوات حفتر"],
    ),
    "joined/with-allies": ("إن 30 من حركة طالبان وحلفائهم قتلوا.", ["حركة طالبان وحلفائهم"]),
    "joined/not-who-does-something-else": ("مقتل سبعة من حركة طالبان والجيش الأفغاني يتقدم.", ["حركة طالبان"]),
    "joined/not-one-more-person": (
        "مقتل أربعة من حركة طالبان وجندي من الجيش الأفغاني.",
        [None, "حركة طالبان", "جندي من الجيش الأفغاني"],
    ),
    "joined/not-a-number-of-its-own": (
        "مقتل أربعة من حركة طالبان و9 من الجيش الأفغاني.",
        [None, "حركة طالبان", "الجيش الأفغاني"],
    ),
    "side/cost-them": (
        "كبدت المعارك الجيش الأفغاني 18 قتيلا وعشرات الجرحى.",
        ["الجيش الأفغاني", "الجيش الأفغاني"],
    ),
    "side/lost-by-its-subject": ("وتكبدت حركة طالبان 18 قتيلا في المعارك.", ["حركة طالبان"]),
    "side/subject-first": ("وقال إن حركة طالبان تكبدت 18 قتيلا.", ["حركة طالبان"]),
    "side/in-whose-ranks": (
        "أوقع القصف 6 قتلى وعددا من الجرحى في صفوف حركة طالبان.",
        ["حركة طالبان", "حركة طالبان"],
    ),
    "side/dead-and-wounded-of": ("سقط 20 بين قتيل وجريح من حركة طالبان.", ["حركة طالبان"]),
    "side/wounded-of-the-one-counted-before": (
        "إن 40 من حركة طالبان قتلوا، إضافة إلى 25 جريحا، فيما قتل سبعة من الجيش الأفغاني.",
        ["حركة طالبان", "حركة طالبان", "الجيش الأفغاني"],
    ),
    "side/wounded-where-only-one-is-counted": ("مقتل خمسة من رجال الشرطة و20 جريحا.", ["رجال الشرطة", None]),
    "side/not-of-who-struck": ("أوقع قصف الجيش الأفغاني 18 قتيلا.", [None]),
    "sum/beside-the-dead-of-others": (
        "قتل عشرون من الجيش السوري، في حين أسفرت المعارك عن مقتل 17 مقاتلا وستة مدنيين.",
        ["الجيش السوري", "مقاتلا ومدنيين", "مقاتلا", "مدنيين"],
    ),
    "sum/of-all": ("أسفرت المعارك عن مقتل 17 مقاتلا وستة مدنيين.", [None, "مقاتلا", "مدنيين"]),
    "noun/adjective-of-kind": ("مقتل 14 عنصرا نظاميا في الكمين.", ["عنصرا نظاميا"]),
    "noun/no-adverb": ("يسقط 14 قتيلا يوميا.", [None]),
}


@pytest.mark.parametrize(("text", "expected"), GROUPS.values(), ids=GROUPS.keys())
def test_whose_people_are_counted(read: Read, text: str, expected: list[str | None]) -> None:
    assert [toll.group for toll in read(text).tolls] == expected


def test_people_of_two_parties_are_of_neither_alone(read: Read) -> None:
    toll = read("مقتل سبعة من حركة طالبان وتنظيم القاعدة في غارة.").tolls[0]
    assert toll.group_mention is None
    assert [party.surface for party in toll.parties] == ["حركة طالبان", "تنظيم القاعدة"]


GROUPS = {
    "others-at-a-front": (
        "لقي تسعة عناصر من ميليشيا الحوثي مصرعهم وجرح آخرون في جبهة الساحل.",
        ["عناصر من ميليشيا الحوثي", "عناصر من ميليشيا الحوثي"],
    ),
    "others-of-a-party": ("قتل جندي وأصيب آخرون من ميليشيا الحوثي.", ["جندي", "ميليشيا الحوثي"]),
    "count-of-one-side": ("وارتفع عدد قتلى داعش في معارك حي القدم إلى 63 قتيلا.", ["داعش"]),
    "count-of-soldiers": ("قال إن عدد قتلى الجيش السوري في المعركة بلغ 63 قتيلا.", ["الجيش السوري"]),
    "count-of-what-they-did": ("وارتفع عدد ضحايا داعش في الهجوم إلى 63 قتيلا.", [None]),
}


@pytest.mark.parametrize(("text", "expected"), GROUPS.values(), ids=GROUPS.keys())
def test_groups(read: Read, text: str, expected: list[str | None]) -> None:
    assert [toll.group for toll in read(text).tolls] == expected
