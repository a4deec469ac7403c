"""``kgbuild sparql``."""

from __future__ import annotations

from typing import TextIO

import click

from kgbuild.cli.options import output_options, store_option

__all__ = ["sparql"]

ROWS = ("table", "csv", "tsv", "json", "jsonl")
GRAPHS = ("ttl", "nt", "jsonld", "rdfxml")
EPILOG = """\b
Example:
  kgbuild sparql 'SELECT ?type (COUNT(*) AS ?n) { ?c kgb:claimedType ?type } GROUP BY ?type'
  kgbuild sparql -f question.rq -o answer.csv
  kgbuild sparql 'DESCRIBE place:mayadin' --format jsonld"""


@click.command(short_help="Run a SPARQL query.", epilog=EPILOG)
@click.argument("query", required=False)
@click.option(
    "-f", "--file", "file", type=click.File(encoding="utf-8"), help="Read the query here; - is standard input."
)
@output_options(ROWS + GRAPHS)
@store_option
def sparql(query: str | None, file: TextIO | None, output: str, format: str | None, store: str) -> None:
    """Run a SPARQL query (SELECT, ASK, CONSTRUCT or DESCRIBE) over all named graphs together.

    The usual prefixes are preset: kgb, graph, actor, place, dcterms, geo, oa, owl, prov, rdf, rdfs, schema, skos, xsd
    and more. Rows are written as table, csv, tsv, json (SPARQL results) or jsonl; the graph of CONSTRUCT and DESCRIBE
    as ttl (the default), nt, jsonld or rdfxml.
    """
    from pyoxigraph import QueryTriples

    from kgbuild.catalogue.formats import write_results
    from kgbuild.catalogue.sparql import check_sparql
    from kgbuild.cli.output import choose_format, writing
    from kgbuild.store import open_store

    if (query is None) == (file is None):
        raise click.UsageError("give either a QUERY or -f FILE")
    prepared = check_sparql(file.read() if file is not None else query or "")
    with open_store(store) as opened:
        results = opened.query(prepared)
        chosen = choose_format(output, format, GRAPHS if isinstance(results, QueryTriples) else ROWS)
        with writing(output) as stream:
            write_results(results, chosen, stream)
