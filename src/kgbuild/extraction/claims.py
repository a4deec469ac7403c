"""Turns an article's reading into claims: one for each event and voice, with every span counted in the document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kgbuild.arabic.span import Span
from kgbuild.extraction.annotations import Frame, Mention, Reading, TollMention
from kgbuild.extraction.homeland import without_country
from kgbuild.extraction.positions import position_of
from kgbuild.extraction.report import EventClaim, Participant, RelationClaim, TimeInterval, Toll, Victim, WeaponMention
from kgbuild.extraction.sameness import one_number

__all__ = ["claims_of", "relations_of", "tellings_of"]


_ARMED = ("ArmedGroup", "Militia", "StateForce")


def claims_of(reading: Reading, extractor: str) -> list[EventClaim]:
    """Return the event claims of an article: the frames of one event and one voice are one claim."""
    return [claim for claim, _ in tellings_of(reading, extractor)]


def tellings_of(reading: Reading, extractor: str) -> list[tuple[EventClaim, tuple[Frame, ...]]]:
    """Return the event claims of an article, each with the frames that it was made of."""
    groups: dict[tuple[object, ...], list[Frame]] = {}
    for frame in reading.frames:
        key = (frame.event, tuple(s.name for s in frame.speakers), frame.factuality)
        rows = groups.setdefault(key, [])
        if rows and _contradict(rows, frame):
            groups[(*key, frame.start)] = [frame]
        else:
            rows.append(frame)
    told = [(_claim(reading, frames, extractor), tuple(frames)) for frames in groups.values()]
    told.sort(key=lambda row: (row[0].trigger, row[0].event, row[0].type))
    claims = _numbered([claim for claim, _ in told])
    return [(claim, frames) for claim, (_, frames) in zip(claims, told, strict=True)]


def _numbered(claims: Sequence[EventClaim]) -> list[EventClaim]:
    seen: dict[Span, int] = {}
    result = []
    for claim in claims:
        ordinal = seen.get(claim.trigger, 0)
        seen[claim.trigger] = ordinal + 1
        result.append(replace(claim, ordinal=ordinal) if ordinal else claim)
    return result


def _contradict(rows: Sequence[Frame], frame: Frame) -> bool:
    return any(
        a.measure == b.measure and a.subset_of is None and b.subset_of is None and not _one_number(a, b)
        for row in rows
        for a in row.tolls
        for b in frame.tolls
    )


def _one_number(left: TollMention | Toll, right: TollMention | Toll) -> bool:
    return one_number((left.low, left.high), (right.low, right.high))


def _claim(reading: Reading, frames: Sequence[Frame], extractor: str) -> EventClaim:
    first = max(frames, key=lambda frame: (_told(frame), -frame.start))
    near = [f for f in frames if _belongs(f, first)]
    sentence = reading.sentences[first.sentence]
    evidence = _span(reading, sentence.start, sentence.end)
    tolls = _tolls(reading, [toll for frame in frames for toll in frame.tolls])
    dated = next((f.date for f in (first, *near) if f.date is not None and f.date.interval is not None), None)
    time = None
    if dated is not None and dated.interval is not None:
        time = TimeInterval(
            dated.interval[0],
            dated.interval[1],
            dated.precision,
            dated.surface,
            reading.article.span_to_document(dated.span),
        )
    certain = next((f for f in (first, *frames) if f.attackers), first)
    attackers = participants(reading, certain.attackers)
    # A group may fight within itself, but a clash told twice with its sides the other way round is none of that.
    within = {m.iri for m in certain.targets} if first.mutual else set()
    acting = {attacker.iri for attacker in attackers} - within
    hit = _distinct(m for f in near for m in f.targets)
    return EventClaim(
        article=reading.article.number,
        event=first.event,
        type=_type(frames, first),
        trigger=_span(reading, first.trigger.start, first.trigger.end),
        evidence=evidence,
        sentence=reading.text(sentence.start, sentence.end),
        extractor=extractor,
        attackers=tuple(attackers),
        targets=tuple(t for t in participants(reading, hit) if t.iri is None or t.iri not in acting),
        places=tuple(_places(reading, without_country(_distinct(m for f in near for m in f.places)))),
        time=time,
        tolls=tolls,
        victims=tuple(
            Victim(participant(reading, v.person), v.fate, v.rank, participant(reading, v.side) if v.side else None)
            for v in {v.person.name: v for f in frames for v in f.victims}.values()
        ),
        weapons=tuple(_weapons(reading, [w for f in frames for w in f.weapons])),
        attacker_certainty=certain.certainty,
        factuality=first.factuality,
        speakers=tuple(participants(reading, [_as_source(m) for m in first.speakers])),
        response_to=next((f.response_to for f in frames if f.response_to is not None), None),
        reason=first.reason,
    )


def _as_source(speaker: Mention) -> Mention:
    """Who speaks and is not identified is a source, whatever the word for the group (``مجموعة العمل``)."""
    return replace(speaker, type="Actor") if speaker.iri is None and speaker.type in _ARMED else speaker


def _told(frame: Frame) -> int:
    """How much a frame tells; an exact place counts most."""
    exact = any(m.type not in ("Country", "Governorate", "Region") for m in frame.places)
    return (
        len(frame.tolls)
        + len(frame.targets)
        + len(frame.attackers)
        + len(frame.places)
        + 2 * exact
        + (frame.date is not None)
    )


def _belongs(frame: Frame, first: Frame) -> bool:
    """Whether another telling adds to a claim: beside it, a definite noun, or with the very same toll."""
    if abs(frame.sentence - first.sentence) <= 1 or (frame.trigger.definite and frame.trigger.pos == "noun"):
        return True
    mine, others = ([t for t in f.tolls if t.subset_of is None] for f in (frame, first))
    return any(a.measure == b.measure and _one_number(a, b) for a in mine for b in others)


def _type(frames: Sequence[Frame], first: Frame) -> str:
    """The most telling type: a general word of one sentence gives way to the special one of another."""
    special = [frame.type for frame in frames if frame.type != "Attack"]
    return first.type if first.type != "Attack" or not special else special[0]


def _span(reading: Reading, start: int, end: int) -> Span:
    return reading.article.span_to_document(Span(reading.words[start].start, reading.words[end - 1].end))


def participant(reading: Reading, mention: Mention) -> Participant:
    """Return a mention as the report names it; one that was made of words alone stands where they do."""
    start, end = mention.char_start, mention.char_end
    if start < 0:
        start, end = reading.words[mention.start].start, reading.words[mention.end - 1].end
    return Participant(
        surface=mention.surface or reading.article.text[start:end],
        span=reading.article.span_to_document(Span(start, end)),
        kind=mention.type,
        iri=mention.iri,
        name=mention.name or mention.surface,
        within=mention.within,
        score=mention.score,
        named=mention.named and not _only_told(mention),
    )


def _only_told(mention: Mention) -> bool:
    """``المدينة``, ``(غارة) أمريكية``: a place taken up, or an adjective; ``التنظيم`` means a definite actor."""
    return mention.role == "demonym" or (mention.role == "anaphor" and mention.kind == "place")


def participants(reading: Reading, mentions: Iterable[Mention]) -> list[Participant]:
    """Return mentions as the report names them; a facility stands for who owns it, a man's house does not."""
    rows: list[Participant] = []
    for mention in mentions:
        chosen = mention
        home = mention.type == "Residence" and mention.owner is not None and mention.owner.kind == "person"
        if mention.kind == "facility" and mention.owner is not None and not home:
            chosen = mention.owner
        row = participant(reading, chosen)
        if all((row.iri or row.name) != (old.iri or old.name) for old in rows):
            rows.append(row)
    return rows


def _distinct(mentions: Iterable[Mention]) -> list[Mention]:
    rows: dict[str, Mention] = {}
    for mention in mentions:
        rows.setdefault(mention.iri or mention.name, mention)
    return list(rows.values())


_RANK = ("Country", "Governorate", "Region", "NaturalArea", "District", "City", "Town")


def _places(reading: Reading, mentions: Sequence[Mention]) -> list[Participant]:
    """Most specific first; an unknown place lies in the narrowest known area of the same claim."""
    ordered = sorted(mentions, key=lambda m: -_RANK.index(m.type) if m.type in _RANK else -len(_RANK))
    container = next(
        (m.iri for m in ordered if m.iri and m.type in ("District", "Governorate", "Country", "City")), reading.country
    )
    return [_place(reading, mention if mention.iri else replace(mention, within=container)) for mention in ordered]


def _place(reading: Reading, mention: Mention) -> Participant:
    return replace(participant(reading, mention), position=position_of(reading, mention))


def _tolls(reading: Reading, mentions: Sequence[TollMention]) -> tuple[Toll, ...]:
    """The tolls of a claim; a part comes with its whole or not at all, for alone it would read as a total."""
    rows: list[Toll] = []
    where: dict[int, int] = {}
    for number in sorted({reading.tolls.index(mention) for mention in mentions}):
        mention = reading.tolls[number]
        if mention.subset_of is not None and mention.subset_of not in where:
            continue
        whole = where[mention.subset_of] if mention.subset_of is not None else None
        row = Toll(
            mention.measure,
            mention.low,
            mention.high,
            mention.surface,
            _span(reading, mention.start, mention.end),
            mention.group,
            participant(reading, mention.group_mention) if mention.group_mention else None,
            whole,
        )
        same = next(
            (
                i
                for i, old in enumerate(rows)
                if (old.measure, old.subset_of) == (row.measure, whole) and _one_number(old, row)
            ),
            None,
        )
        if same is None:
            rows.append(row)
            same = len(rows) - 1
        elif row.high is None:
            rows[same] = row
        where[number] = same
    return tuple(rows)


def _weapons(reading: Reading, mentions: Sequence[Mention]) -> list[WeaponMention]:
    rows: dict[str, WeaponMention] = {}
    for mention in mentions:
        if mention.type:
            span = reading.article.span_to_document(Span(mention.char_start, mention.char_end))
            rows.setdefault(mention.type, WeaponMention(mention.type, mention.surface, span))
    return list(rows.values())


def relations_of(reading: Reading, extractor: str) -> list[RelationClaim]:
    """Return the relation claims of an article."""
    rows = []
    for relation in reading.relations:
        sentence = reading.sentences[relation.sentence]
        rows.append(
            RelationClaim(
                article=reading.article.number,
                subject=participant(reading, relation.subject),
                relation=relation.relation,
                object=participant(reading, relation.object),
                trigger=_span(reading, relation.start, relation.end),
                evidence=_span(reading, sentence.start, sentence.end),
                sentence=reading.text(sentence.start, sentence.end),
                extractor=extractor,
                speakers=tuple(participants(reading, relation.speakers)),
            )
        )
    return rows
