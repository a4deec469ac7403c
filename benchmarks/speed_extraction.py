"""How fast extraction reads, beside spaCy's bare Arabic pipeline on the same text in the same run.

    python benchmarks/speed_extraction.py [--documents 200] [--rounds 3]

Prints words per second, the best of the rounds, and what share of the time each component takes. Compare ratios, not
figures: they depend on the machine and on what else runs on it.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterable
from datetime import date

import spacy
from spacy.language import Language

from kgbuild.documents import segment
from kgbuild.documents.article import Article
from kgbuild.documents.document import Document
from kgbuild.extraction.annotations import Reading
from kgbuild.extraction.claims import claims_of
from kgbuild.extraction.pipeline import extract, load_pipeline

PLACES = (
    "مدينة سرمين في ريف إدلب",
    "بلدة الباغوز شرقي دير الزور",
    "مدينة مأرب",
    "مدينة الفلوجة غربي بغداد",
    "مخيم جنين",
)
SIDES = ("قوات النظام السوري", "تنظيم داعش", "جماعة الحوثي", "قوات سوريا الديمقراطية", "الجيش العراقي")
DAYS = ("السبت", "الأحد", "الاثنين", "فجر الثلاثاء", "مساء الأربعاء")
VIOLENCE = (
    "قصفت {side} {place} {day}، ما أدى إلى مقتل {count} مدنيا بينهم ثلاثة أطفال وإصابة آخرين.",
    "وقال المرصد السوري لحقوق الإنسان إن {side} هاجمت حاجزا في {place} {day}، وقتل {count} مسلحا.",
    "وأسفر انفجار سيارة مفخخة في {place} {day} عن مقتل {count} أشخاص، ولم تعلن أي جهة مسؤوليتها عنه.",
    "واندلعت اشتباكات بين {side} ومسلحين محليين في محيط {place} {day}.",
)
OTHER = (
    "وتشهد المنطقة منذ أشهر أوضاعا إنسانية صعبة مع نقص حاد في الغذاء والدواء والوقود.",
    "وبحث الوزير مع نظيره سبل تعزيز التعاون بين البلدين في مجالات التجارة والزراعة والتعليم.",
    "ودعت منظمات دولية الأطراف كافة إلى السماح بدخول المساعدات إلى السكان المحاصرين.",
    "وتوقعت الأرصاد الجوية هطول أمطار غزيرة على المرتفعات الغربية خلال الأيام المقبلة.",
)


def generate(documents: int, seed: int = 0) -> list[tuple[Document, tuple[Article, ...]]]:
    """Make articles of about 250 words, half of whose sentences tell of violence."""
    drawn = random.Random(seed)
    result = []
    for number in range(documents):
        lines = []
        for _ in range(8):
            told = drawn.choice(VIOLENCE).format(
                side=drawn.choice(SIDES), place=drawn.choice(PLACES), day=drawn.choice(DAYS), count=drawn.randint(3, 99)
            )
            lines.append(f"{told} {drawn.choice(OTHER)}")
        text = "\n\n".join(lines)
        document = Document(f"{number}.txt", text, f"{number}.txt", "0", published=date(2020, 3, 18))
        result.append((document, segment(document)))
    return result


def best(rounds: int, run: Callable[[], object]) -> float:
    """Seconds of the fastest round."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        run()
        times.append(time.perf_counter() - began)
    return min(times)


def shares(nlp: Language, articles: Iterable[Article]) -> dict[str, float]:
    """Seconds that each step takes over all articles."""
    spent = dict.fromkeys(("tokenizer", *nlp.pipe_names, "claims"), 0.0)
    for article in articles:
        mark = time.perf_counter()
        doc = nlp.make_doc(article.text)
        doc._.kgb = Reading(article)
        spent["tokenizer"] += time.perf_counter() - mark
        for name, component in nlp.pipeline:
            mark = time.perf_counter()
            doc = component(doc)
            spent[name] += time.perf_counter() - mark
        mark = time.perf_counter()
        claims_of(doc._.kgb, "benchmark")
        spent["claims"] += time.perf_counter() - mark
    return spent


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()

    began = time.perf_counter()
    nlp = load_pipeline()
    loaded = time.perf_counter() - began
    bare = spacy.blank("ar")
    bare.add_pipe("sentencizer")

    documents = generate(options.documents)
    articles = [article for _, found in documents for article in found]
    words = sum(len(article.text.split()) for article in articles)
    list(extract(documents[:20], nlp))  # fills the caches that every later document finds filled

    slow = best(options.rounds, lambda: list(extract(documents, nlp)))
    fast = best(options.rounds, lambda: list(bare.pipe(article.text for article in articles)))
    print(f"{len(articles)} articles, {words} words; resources loaded in {loaded:.2f} s")
    print(f"extraction      {words / slow:>10,.0f} words/s   {slow:.2f} s")
    print(f"blank + stops   {words / fast:>10,.0f} words/s   {fast:.2f} s")
    print(f"ratio           {slow / fast:>10.1f} times the time of the bare pipeline")
    spent = shares(nlp, articles)
    whole = sum(spent.values())
    for name, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"  {name:<14}{seconds / whole:>7.1%}")


if __name__ == "__main__":
    main()
