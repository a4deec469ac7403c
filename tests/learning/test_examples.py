"""Examples out of annotated articles: what the rules chose, and whether a careful reader recorded it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgbuild.extraction.pipeline import load_pipeline
from kgbuild.extraction.selection import SLOTS
from kgbuild.extraction.weights import Weights
from kgbuild.learning.examples import examples
from kgbuild.learning.markup import load_articles, parse_article
from kgbuild.learning.training import train, validate, write_weights

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = ROOT / "training" / "articles"
HEAD = "id: t-1\npublished: 2016-03-12\ngenre: report\ntheatre: syria\n---\n"
TEXT = (
    "[e1 قصفت] [a1 قوات النظام السوري] [p1 مدينة دوما] في [p2 ريف دمشق] [d1 أمس]، "
    "ما أدى إلى [k1 مقتل ثلاثة مدنيين].\n\n"
    "وقال متحدث إن [e2 قصف] [p3 مدينة حلب] سيستمر.\n---\nd1 = 2016-03-11\n"
)
RIGHT = "e1 shelling asserted attackers=a1 places=p1,p2 date=d1 killed=k1:3\ne2 shelling threatened places=p3\n"


@pytest.fixture(scope="module")
def nlp():
    return load_pipeline()


def of(records, nlp):
    return list(examples(parse_article(HEAD + TEXT + records, Path("t-1.txt")), nlp))


def test_what_the_rules_read_rightly_is_right(nlp):
    rows = [row for row in of(RIGHT, nlp) if row.given and row.frame == 0]
    assert {row.decision for row in rows} >= {"event", "attackers", "places", "date", "tolls"}
    assert all(row.right for row in rows if row.decision != "targets")
    # The dead of a strike on a town are its toll and not what was hit.
    assert not any(row.right for row in rows if row.decision == "targets")


def test_what_is_only_threatened_did_not_happen(nlp):
    events = [row for row in of(RIGHT, nlp) if row.decision == "event"]
    assert [row.right for row in events] == [True] + [False] * (len(events) - 1)


@pytest.mark.parametrize(
    ("decision", "records"),
    [
        ("attackers", "e1 shelling asserted places=p1,p2 date=d1 killed=k1:3\n"),
        ("places", "e1 shelling asserted attackers=a1 date=d1 killed=k1:3\n"),
        ("date", "e1 shelling asserted attackers=a1 places=p1,p2 killed=k1:3\n"),
        ("tolls", "e1 shelling asserted attackers=a1 places=p1,p2 date=d1 killed=k1:5\n"),
    ],
)
def test_what_nobody_recorded_is_wrong(decision, records, nlp):
    rows = [
        row
        for row in of(records + "e2 shelling threatened places=p3\n", nlp)
        if row.given and row.frame == 0 and row.decision == decision
    ]
    assert rows
    assert not any(row.right for row in rows)


def test_the_articles_are_in_the_form_and_their_ids_are_their_names():
    articles = load_articles(ARTICLES)
    assert len(articles) >= 300
    assert [article.id for article in articles] == [path.stem for path in sorted(ARTICLES.glob("*.txt"))]


def test_training_learns_what_the_examples_show_and_does_it_again(nlp, tmp_path):
    pytest.importorskip("sklearn", reason="scikit-learn is not installed (dependency group train)")
    rows = [
        row
        for path in sorted(ARTICLES.glob("*-00[1-4].txt"))
        for article in load_articles(path)
        for row in examples(article, nlp)
    ]
    table = train(rows)
    assert set(table) == {"event", *SLOTS}
    weights = Weights(table)
    right = [weights.score(row.decision, row.observations) for row in rows if row.right]
    wrong = [weights.score(row.decision, row.observations) for row in rows if not row.right]
    assert sum(right) / len(right) > 0.5 > sum(wrong) / len(wrong)
    for path in (tmp_path / "a.tsv", tmp_path / "b.tsv"):
        write_weights(train(rows), path)
    assert (tmp_path / "a.tsv").read_bytes() == (tmp_path / "b.tsv").read_bytes()


def test_validation_scores_each_example_once_with_weights_that_had_not_seen_it(nlp):
    pytest.importorskip("sklearn", reason="scikit-learn is not installed (dependency group train)")
    rows = [
        row
        for path in sorted(ARTICLES.glob("*-00[1-2].txt"))
        for article in load_articles(path)
        for row in examples(article, nlp)
    ]
    folds = validate(rows)
    assert sorted(map(id, (fold.example for fold in folds))) == sorted(map(id, rows))
