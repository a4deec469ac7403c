"""From what was read in a document to the quads of its named graph."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox

from kgbuild.documents.article import Article
from kgbuild.extraction.report import RelationClaim, Report
from kgbuild.graph.background import Background
from kgbuild.graph.claim_writer import ClaimWriter
from kgbuild.graph.identifiers import Identifiers
from kgbuild.graph.participants import Participants
from kgbuild.graph.phrasing import LANGUAGES, fill
from kgbuild.graph.triples import TripleCollector, first_second
from kgbuild.graph.vocabulary import DCTERMS, KGB, PROV, XSD

__all__ = ["report_quads"]


def report_quads(
    report: Report,
    ids: Identifiers,
    background: Background,
    find_outlet: Callable[[str], str | None] = lambda name: None,
) -> tuple[ox.Quad, ...]:
    """Write a report as the quads of its document's graph: sorted, without blank nodes.

    Parameters
    ----------
    report
        What extraction read in one document.
    ids
        Makes the IRIs.
    background
        Labels and class tree of ontology and knowledge.
    find_outlet
        Gives the IRI of a known media outlet by its name, or ``None``.
    """
    collector = TripleCollector()
    outlet_name = _outlet_name(report)
    _describe_document(report, ids, collector, outlet_name, find_outlet(outlet_name) if outlet_name else None)
    participants = Participants(report.document.id, ids, background, collector)
    articles = {article.number: article for article in report.articles}
    writer = ClaimWriter(report, ids, background, participants, collector)
    for article in report.articles:
        _describe_article(report, article, ids, collector)
    for claim in report.claims:
        writer.event_claim(claim, _source_name(articles.get(claim.article), report))
    for ordinal, relation in _numbered(report.relations):
        writer.relation_claim(relation, ordinal, _source_name(articles.get(relation.article), report))
    graph = ox.NamedNode(ids.document_graph(report.document.id))
    return tuple(ox.Quad(t.subject, t.predicate, t.object, graph) for t in collector.sorted())


def _numbered(relations: tuple[RelationClaim, ...]) -> list[tuple[int, RelationClaim]]:
    """Number the relations that share a trigger, in the order of their subjects and objects in the text."""
    ordered = sorted(
        relations, key=lambda r: (r.article, r.trigger, r.subject.span, r.object.span, r.relation, r.subject.name)
    )
    seen: dict[tuple[int, object], int] = {}
    numbered = []
    for relation in ordered:
        key = (relation.article, relation.trigger)
        numbered.append((seen.get(key, 0), relation))
        seen[key] = seen.get(key, 0) + 1
    return numbered


def _outlet_name(report: Report) -> str | None:
    return report.document.source or next((a.source for a in report.articles if a.source), None)


def _source_name(article: Article | None, report: Report) -> str:
    """Who published an article, for labels; its document's id where nobody is named."""
    named = article.source if article else None
    return named or report.document.source or report.document.id


def _describe_document(
    report: Report, ids: Identifiers, out: TripleCollector, outlet_name: str | None, outlet: str | None
) -> None:
    document = report.document
    iri = ids.document(document.id)
    title = document.title or next((a.title for a in report.articles if a.title), None) or document.id
    out.type(iri, KGB.Document, PROV.Entity)
    out.labels(iri, dict.fromkeys(LANGUAGES, title))
    out.value(iri, DCTERMS.identifier, document.id)
    out.value(iri, KGB.sha256, document.sha256)
    out.value(iri, KGB.text, document.text)
    if document.published is not None:
        out.value(iri, KGB.publishedOn, first_second(document.published))
    if document.retrieved is not None:
        out.value(iri, KGB.retrievedOn, first_second(document.retrieved))
    out.link(iri, KGB.outlet, outlet)
    out.value(iri, KGB.outletName, outlet_name)
    for predicate, address in ((KGB.url, document.url), (KGB.archiveUrl, document.archive_url)):
        if address is not None:
            out.value(iri, predicate, ox.Literal(address, datatype=XSD.anyURI))


def _describe_article(report: Report, article: Article, ids: Identifiers, out: TripleCollector) -> None:
    document = report.document
    iri = ids.article(document.id, article.number)
    out.type(iri, KGB.Article, PROV.Entity)
    out.link(iri, KGB.partOfDocument, ids.document(document.id))
    out.value(iri, KGB.articleNumber, article.number)
    out.labels(
        iri,
        {
            language: fill(language, "titled", title=article.title)
            if article.title
            else fill(language, "article", number=article.number, document=document.id)
            for language in LANGUAGES
        },
    )
    if article.anchor is not None:
        out.value(iri, KGB.publishedOn, first_second(article.anchor))
