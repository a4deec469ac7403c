"""A small ontology with knowledge, and reports built by hand, for the rooms that write, keep and show the graph."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from kgbuild.arabic.span import Span
from kgbuild.documents.article import Article, Block
from kgbuild.documents.document import Document
from kgbuild.extraction.report import (
    EventClaim,
    Participant,
    RelationClaim,
    Report,
    TimeInterval,
    Toll,
    Victim,
    WeaponMention,
)

ID = "https://w3id.org/kgbuild/id/"

SMALL_ONTOLOGY = """
@prefix kgb: <https://w3id.org/kgbuild/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://w3id.org/kgbuild/ontology> a owl:Ontology ; owl:versionInfo "test" ; rdfs:label "kgbuild"@en .
kgb:Event a owl:Class ; rdfs:label "Event"@en, "حدث"@ar .
kgb:Attack a owl:Class ; rdfs:subClassOf kgb:Event ; rdfs:label "Attack"@en, "هجوم"@ar .
kgb:AirStrike a owl:Class ; rdfs:subClassOf kgb:Attack ; rdfs:label "Air strike"@en, "غارة جوية"@ar .
kgb:DroneStrike a owl:Class ; rdfs:subClassOf kgb:AirStrike ; rdfs:label "Drone strike"@en, "ضربة بطائرة مسيّرة"@ar .
kgb:Shelling a owl:Class ; rdfs:subClassOf kgb:Attack ; rdfs:label "Shelling"@en, "قصف"@ar .
kgb:Actor a owl:Class ; rdfs:label "Actor"@en, "طرف"@ar .
kgb:State a owl:Class ; rdfs:subClassOf kgb:Actor ; rdfs:label "State"@en, "دولة"@ar .
kgb:ArmedGroup a owl:Class ; rdfs:subClassOf kgb:Actor ; rdfs:label "Armed group"@en, "جماعة مسلحة"@ar .
kgb:Militia a owl:Class ; rdfs:subClassOf kgb:ArmedGroup ; rdfs:label "Militia"@en, "ميليشيا"@ar .
kgb:Organization a owl:Class ; rdfs:subClassOf kgb:Actor ; rdfs:label "Organization"@en, "منظمة"@ar .
kgb:PopulationGroup a owl:Class ; rdfs:subClassOf kgb:Actor ; rdfs:label "Population group"@en, "جماعة سكانية"@ar .
kgb:Person a owl:Class ; rdfs:subClassOf kgb:Actor ; rdfs:label "Person"@en, "شخص"@ar .
kgb:Place a owl:Class ; rdfs:label "Place"@en, "مكان"@ar .
kgb:Country a owl:Class ; rdfs:subClassOf kgb:Place ; rdfs:label "Country"@en, "بلد"@ar .
kgb:Governorate a owl:Class ; rdfs:subClassOf kgb:Place ; rdfs:label "Governorate"@en, "محافظة"@ar .
kgb:Town a owl:Class ; rdfs:subClassOf kgb:Place ; rdfs:label "Town"@en, "بلدة"@ar .
kgb:Facility a owl:Class ; rdfs:subClassOf kgb:Place ; rdfs:label "Facility"@en, "منشأة"@ar .
kgb:WeaponType a owl:Class ; rdfs:label "Weapon type"@en, "نوع سلاح"@ar .
kgb:Drone a kgb:WeaponType ; rdfs:label "Drone"@en, "طائرة مسيّرة"@ar .
kgb:affiliatedWith a owl:ObjectProperty ; rdfs:label "affiliated with"@en, "مرتبط بـ"@ar .
kgb:backedBy a owl:ObjectProperty ; rdfs:subPropertyOf kgb:affiliatedWith ; rdfs:label "backed by"@en, "مدعوم من"@ar .
kgb:alliedWith a owl:ObjectProperty ; rdfs:label "allied with"@en, "متحالف مع"@ar .
[] a owl:AllDisjointClasses ; owl:members ( kgb:Event kgb:WeaponType ) .
"""

SMALL_KNOWLEDGE = """
@prefix kgb: <https://w3id.org/kgbuild/ontology#> .
@prefix geo: <http://www.opengis.net/ont/geosparql#> .
@prefix actor: <https://w3id.org/kgbuild/id/actor/> .
@prefix place: <https://w3id.org/kgbuild/id/place/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
actor:dawn-battalion a kgb:Militia ; rdfs:label "كتيبة الفجر"@ar, "Dawn Battalion"@en ; kgb:identified true .
actor:northland a kgb:State ; rdfs:label "دولة الشمال"@ar, "Northland"@en ; kgb:identified true .
actor:guard a kgb:ArmedGroup ; rdfs:label "الحرس"@ar, "The Guard"@en ; kgb:identified true .
actor:stranger a kgb:Militia ; rdfs:label "الغرباء"@ar, "Strangers"@en ; kgb:identified true .
<https://w3id.org/kgbuild/id/affiliation/1> a kgb:Affiliation ; kgb:member actor:dawn-battalion ;
  kgb:relation kgb:backedBy ; kgb:whole actor:guard ; kgb:verification kgb:Unverified .
<https://w3id.org/kgbuild/id/affiliation/2> a kgb:Affiliation ; kgb:member actor:guard ;
  kgb:relation kgb:backedBy ; kgb:whole actor:northland ; kgb:verification kgb:Unverified .
<https://w3id.org/kgbuild/id/affiliation/3> a kgb:Affiliation ; kgb:member actor:stranger ;
  kgb:relation kgb:alliedWith ; kgb:whole actor:dawn-battalion ; kgb:verification kgb:Unverified .
place:noor a kgb:Town ; rdfs:label "النور"@ar, "Noor"@en ; kgb:identified true ; kgb:locatedIn place:plain ;
  kgb:precisionMetres 2000 ; geo:hasGeometry <https://w3id.org/kgbuild/id/place/noor/geometry> .
<https://w3id.org/kgbuild/id/place/noor/geometry> a geo:Geometry ; geo:asWKT "POINT(40.5 35.25)"^^geo:wktLiteral .
place:plain a kgb:Governorate ; rdfs:label "محافظة السهل"@ar, "Plain Governorate"@en ; kgb:identified true ;
  kgb:locatedIn place:landia ; kgb:country place:landia ; kgb:precisionMetres 80000 .
place:landia a kgb:Country ; rdfs:label "بلاد"@ar, "Landia"@en ; kgb:identified true ; kgb:precisionMetres 400000 .
place:far a kgb:Town ; rdfs:label "البعيدة"@ar, "Far"@en ; kgb:identified true ; kgb:precisionMetres 2000 .
"""

TEXT = (
    "استهدفت طائرة مسيّرة مجهولة ليل الثلاثاء مقراً لكتيبة الفجر في بلدة النور بمحافظة السهل، ما أدى إلى مقتل خمسة "
    "مقاتلين بينهم القائد الميداني سالم الراوي، بحسب مصدر عسكري. ورجّح المصدر أن تكون الطائرة تابعة لدولة الشمال. "
    "ونفت دولة الشمال مسؤوليتها عن الضربة. وكتيبة الفجر مدعومة من الحرس. وهدد الحرس بقصف البعيدة."
)


class ReportBuilder:
    """Builds a report over a text; spans are found by the words."""

    def __init__(
        self, text: str = TEXT, document_id: str = "feed:1", published: date | None = date(2024, 11, 27)
    ) -> None:
        self.text = text
        self.document = Document(
            id=document_id,
            text=text,
            origin=f"{document_id}.txt",
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            title="ضربة في النور",
            published=published,
            source="صحيفة المساء",
        )

    def span(self, words: str) -> Span:
        start = self.text.index(words)
        return Span(start, start + len(words))

    def participant(
        self, surface: str, kind: str, iri: str | None = None, name: str | None = None, within: str | None = None
    ) -> Participant:
        return Participant(
            surface, self.span(surface), kind, iri and ID + iri, name or surface, within and ID + within, 0.875
        )

    def sentence(self, words: str) -> tuple[Span, str]:
        at = self.text.index(words)
        start = self.text.rfind(". ", 0, at) + 2 if ". " in self.text[:at] else 0
        end = self.text.find(".", at) + 1
        return Span(start, end), self.text[start:end]

    def claim(self, trigger: str, kind: str, **slots: object) -> EventClaim:
        evidence, sentence = self.sentence(trigger)
        values: dict[str, object] = {"article": 0, "event": 0, **slots}
        return EventClaim(
            type=kind, trigger=self.span(trigger), evidence=evidence, sentence=sentence, extractor="rules/1", **values
        )  # type: ignore[arg-type]

    def report(self, claims: Iterable[EventClaim] = (), relations: Iterable[RelationClaim] = ()) -> Report:
        article = Article(
            document_id=self.document.id,
            number=0,
            text=self.text,
            blocks=(Block(Span(0, len(self.text)), "paragraph"),),
            title="ضربة في النور",
            anchor=self.document.published,
            anchor_origin="metadata" if self.document.published else None,
            source=self.document.source,
        )
        return Report(self.document, (article,), tuple(claims), tuple(relations))


def full_report(document_id: str = "feed:1", killed: int = 5) -> Report:
    """A strike told by a source who suspects an attacker, its denial, a relation and a threat."""
    b = ReportBuilder(document_id=document_id)
    dawn = b.participant("كتيبة الفجر", "Militia", "actor/dawn-battalion")
    north = b.participant("دولة الشمال", "State", "actor/northland")
    noor = b.participant("النور", "Town", "place/noor")
    plain = b.participant("محافظة السهل", "Governorate", "place/plain")
    guard = b.participant("الحرس", "ArmedGroup", "actor/guard")
    source = b.participant("مصدر عسكري", "Organization")
    time = TimeInterval(date(2024, 11, 26), date(2024, 11, 27), "night", "ليل الثلاثاء", b.span("ليل الثلاثاء"))
    commander = b.participant("سالم الراوي", "Person")
    strike = b.claim(
        "استهدفت",
        "DroneStrike",
        attackers=(north,),
        attacker_certainty="suspected",
        targets=(b.participant("مقراً", "Facility", name="مقر"), dawn),
        places=(plain, noor),
        time=time,
        tolls=(
            Toll("killed", killed, killed, "خمسة مقاتلين", b.span("خمسة مقاتلين"), "مقاتلين", dawn),
            Toll("killed", 1, 1, "القائد الميداني", b.span("القائد الميداني"), "قائد", None, 0),
        ),
        victims=(Victim(commander, "killed", "القائد الميداني", dawn),),
        weapons=(WeaponMention("Drone", "طائرة مسيّرة", b.span("طائرة مسيّرة")),),
        speakers=(source,),
    )
    denial = b.claim("الضربة", "AirStrike", attackers=(north,), attacker_certainty="denied", speakers=(north,), event=0)
    threat = b.claim(
        "بقصف",
        "Shelling",
        event=1,
        attackers=(guard,),
        attacker_certainty="asserted",
        places=(b.participant("البعيدة", "Town"),),
        factuality="threatened",
        response_to=0,
    )
    evidence, sentence = b.sentence("مدعومة")
    relation = RelationClaim(0, dawn, "backedBy", guard, b.span("مدعومة"), evidence, sentence, "rules/1")
    return b.report((strike, denial, threat), (relation,))


@pytest.fixture(scope="session")
def small_ontology(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small ontology and a little knowledge."""
    folder = tmp_path_factory.mktemp("ontology")
    (folder / "kgbuild.ttl").write_text(SMALL_ONTOLOGY, encoding="utf-8")
    for room in ("actors", "places"):
        (folder / room).mkdir()
    (folder / "actors" / "all.ttl").write_text(SMALL_KNOWLEDGE, encoding="utf-8")
    return folder


@pytest.fixture
def make_report() -> Callable[..., Report]:
    """Gives the full report of a document id."""
    return full_report


@pytest.fixture
def report_builder() -> type[ReportBuilder]:
    """Builds reports over a text."""
    return ReportBuilder


@pytest.fixture
def extractor() -> Callable[[Iterable[Report]], Callable[[Iterable[Document]], Iterator[Report]]]:
    """Makes an extractor that gives reports built beforehand."""

    def make(reports: Iterable[Report]) -> Callable[[Iterable[Document]], Iterator[Report]]:
        by_id = {report.document.id: report for report in reports}
        return lambda documents: (by_id[document.id] for document in documents)

    return make
