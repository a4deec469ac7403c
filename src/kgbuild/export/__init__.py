"""The graph in other people's tools: tables, maps, networks, and RDF files for Protégé."""

from __future__ import annotations

from kgbuild.export.dump import DUMP_FORMATS, DumpFormat, DumpOptions, dump
from kgbuild.export.formats import RECORD_FORMATS, RecordFormat, write_geojson, write_records
from kgbuild.export.participants import ActorRow, Network, PlaceRow, actor_rows, network, place_rows, write_graphml
from kgbuild.export.records import EventRecord, event_records

__all__ = [
    "DUMP_FORMATS",
    "RECORD_FORMATS",
    "ActorRow",
    "DumpFormat",
    "DumpOptions",
    "EventRecord",
    "Network",
    "PlaceRow",
    "RecordFormat",
    "actor_rows",
    "dump",
    "event_records",
    "network",
    "place_rows",
    "write_geojson",
    "write_graphml",
    "write_records",
]
