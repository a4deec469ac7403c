"""Reading Arabic reports: a spaCy pipeline whose components find who did what to whom, where, when, and who says so."""

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

__all__ = ["EventClaim", "Participant", "RelationClaim", "Report", "TimeInterval", "Toll", "Victim", "WeaponMention"]
