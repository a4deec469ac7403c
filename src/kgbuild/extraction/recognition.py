"""The recogniser behind the mentions component: knowledge names first, then what descriptors and titles introduce."""

from __future__ import annotations

from dataclasses import replace

from kgbuild.arabic.clitics import clitics
from kgbuild.arabic.persons import person_noun
from kgbuild.extraction.annotations import Mention, MentionKind, Reading
from kgbuild.extraction.hits import Hit
from kgbuild.extraction.linking import Linker
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.mentions import WordMap, bare, is_name_word, name_end, surface, with_context
from kgbuild.schema import Schema

__all__ = ["Recogniser"]

_COMPLEMENT_GAP = 4


class Recogniser:
    """Finds the mentions of one article.

    Parameters
    ----------
    schema
        The ontology: kinds, and the words that introduce them.
    linker
        Finds and identifies names of the knowledge base.
    """

    def __init__(self, schema: Schema, linker: Linker) -> None:
        self._schema = schema
        self._linker = linker

    def recognise(self, reading: Reading, hits: HitTable) -> list[Mention]:
        """Return the mentions in text order, not overlapping; fighters and facilities hold their owner inside."""
        run = _Run(self._schema, self._linker, reading, hits)
        return run.all()


class _Run:
    def __init__(self, schema: Schema, linker: Linker, reading: Reading, hits: HitTable) -> None:
        self.schema, self.linker, self.reading, self.hits = schema, linker, reading, hits
        self.words = reading.words
        self.taken = [False] * len(reading.words)
        self.at: dict[int, Mention] = {}
        self.ends: dict[int, Mention] = {}

    def all(self) -> list[Mention]:
        self._dates()
        self._known()
        self._unknown_places()
        self._unknown_actors()
        self._people()
        self._groups()
        self._carriers()
        self._facilities()
        self._anaphora()
        self._place_anaphora()
        self._nationalities()
        self._weapons()
        return [self.at[start] for start in sorted(self.at)]

    # -- bookkeeping

    def _free(self, start: int, end: int) -> bool:
        return end <= len(self.words) and not any(self.taken[start:end])

    def _put(self, mention: Mention, clitic: str = "", conjunction: str = "") -> Mention:
        mention = with_context(mention, self.words, self.hits, clitic, conjunction)
        for old_start in [start for start, old in self.at.items() if mention.start <= old.start < mention.end]:
            self.ends.pop(self.at[old_start].end, None)
            del self.at[old_start]
        if mention.char_start < 0:
            letters = clitic_letters(self.words[mention.start].norm, clitic, conjunction, mention.definite)
            first = mention.start
            while first < mention.end - 1 and self.words[first].mark:
                first, letters = first + 1, 0
            last = mention.end
            while last - 1 > first and self.words[last - 1].mark == "quote":
                last -= 1
            mention = replace(mention, char_start=self.words[first].start + letters, char_end=self.words[last - 1].end)
            text = self.reading.article.text[mention.char_start : mention.char_end]
            mention = replace(mention, surface=text, name=mention.name if mention.iri else clean_name(text))
        self.at[mention.start] = mention
        self.ends[mention.end] = mention
        for position in range(mention.start, mention.end):
            self.taken[position] = True
        return mention

    def _next(self, position: int, kinds: tuple[str, ...]) -> Mention | None:
        while position < len(self.words) and self.words[position].mark == "quote":
            position += 1
        mention = self.at.get(position)
        return mention if mention and mention.kind in kinds else None

    # -- steps

    def _dates(self) -> None:
        spans = WordMap(self.words)
        for match in self.reading.dates:
            first, last = spans.words_of(match.span.start, match.span.end)
            for position in range(first, last):
                self.taken[position] = True

    def _known(self) -> None:
        spans = WordMap(self.words)
        for link in self.linker.link(self.reading, self.hits):
            first, last = spans.words_of(link.char_start, link.char_end)
            if not self._free(first, last):
                continue
            offset = link.char_start - self.words[first].start
            split = next((s for s in clitics(self.words[first].norm) if s.start == offset and offset), None)
            clitic = split.preposition if split else ""
            conjunction = split.conjunction if split else ""
            if first >= 2 and self.words[first - 1].mark == "quote" and self.words[first - 2].norm in ("ل", "لصحيفه") and self.schema.is_a(link.type, "Place"):
                continue
            kind: MentionKind = "place" if self.schema.is_a(link.type, "Place") else "person" if link.type == "Person" else "actor"
            definite = self.words[first].norm[offset:].startswith("ال")
            start = self._descriptor_before(first, kind)
            self._put(
                Mention(
                    start, last, kind, link.type, link.surface, link.name, iri=link.iri, definite=definite, score=link.score,
                    role=link.role, country=link.country, char_start=link.char_start, char_end=link.char_end,
                ),
                clitic if start == first else self._clitic_of(start),
                conjunction if start == first else "",
            )

    def _clitic_of(self, position: int) -> str:
        hit = self.hits.at(position, "descriptor", "places.relations")
        return hit.preposition if hit else ""

    def _descriptor_before(self, first: int, kind: str) -> int:
        """Take a kind word or a relation right before a place into the mention: محافظة دير الزور، ريف حلب."""
        if kind != "place":
            return first
        start = first
        while start > 0 and self.words[start - 1].mark == "quote":
            start -= 1
        while start > 0:
            hit = next((h for h in self.hits.rows[start - 1] if h.end == start and h.category.startswith(("descriptor.place", "places.relations"))), None)
            if hit is None or self.taken[start - 1]:
                break
            start -= 1
        return start

    def _unknown_places(self) -> None:
        position = 0
        while position < len(self.words):
            hit = self.hits.at(position, "descriptor.place")
            if hit and self._free(hit.start, hit.end):
                self._place_after(hit)
            position += 1

    def _place_after(self, hit: Hit) -> None:
        start = hit.end
        known = self._next(start, ("place",))
        if known or (hit.definite and not self._quoted(start)):
            return
        end = name_end(self.words, self.hits, start, self.taken)
        if end <= start or not self._looks_named(start):
            return
        mention = Mention(hit.start, end, "place", hit.category.rsplit(".", 1)[-1], "", "", definite=True)
        self._put(mention, hit.preposition, hit.conjunction)
        self._more_names(end, mention.type)

    def _more_names(self, position: int, kind: str) -> None:
        """Names that are joined to an unknown place: بلدات كذا وكذا."""
        while position < len(self.words) and self.words[position].mark in ("", "comma"):
            start = position + 1 if self.words[position].mark == "comma" else position
            if start >= len(self.words) or not self.words[start].norm.startswith("و") or start in self.at:
                return
            if not is_name_word(self.words, self.hits, start, self.taken) or len(self.words[start].norm) < 4:
                return
            rest = self.words[start].norm[1:]
            if not rest.startswith("ال") or any(h.start == start for h in self.hits.rows[start]):
                return
            end = start + 1
            self._put(Mention(start, end, "place", kind, "", "", definite=True), "", "و")
            position = end

    def _quoted(self, position: int) -> bool:
        return position < len(self.words) and self.words[position].mark == "quote"

    def _looks_named(self, position: int) -> bool:
        """A name is definite or has no adjective's ending: ``قرية صغيرة`` names nothing."""
        if self._quoted(position):
            return True
        norm = self.words[position].norm
        if self.hits.any(position, ("people", "facilities", "descriptor", "places", "weapon")):
            return False
        return not (norm.endswith(("يه", "ه", "ين", "ات", "ا")) and not norm.startswith("ال") and self._indefinite_adjective(norm))

    def _indefinite_adjective(self, norm: str) -> bool:
        participle = norm.startswith("م") and norm.endswith("ه") and len(norm) >= 5
        return norm in _ADJECTIVES or norm.endswith("يه") or participle or self.linker.demonym(norm) is not None

    def _unknown_actors(self) -> None:
        for position in range(len(self.words)):
            hit = self.hits.at(position, "people.organised", "descriptor.actor")
            if hit is None or not self._free(hit.start, hit.end) or self.hits.any(position, ("people.carriers", "trigger")):
                continue
            start = hit.end
            numbered = start < len(self.words) and self.words[start].norm.isdigit()
            if not self._quoted(start) and ((hit.definite and not numbered) or self._next(start, ("actor", "place", "person"))):
                continue
            if self.hits.any(start, ("people", "facilities", "descriptor", "places", "weapon")):
                continue
            if self._quoted(start) and self.hits.any(start + 1, ("trigger", "verb", "reporting", "complementizers", "boundaries")):
                continue
            if not self._quoted(start) and (start >= len(self.words) or not self._proper(start)):
                continue
            end = name_end(self.words, self.hits, start, self.taken)
            if end > start:
                kind = hit.category.rsplit(".", 1)[-1] if hit.category.startswith("descriptor") else "ArmedGroup"
                self._put(Mention(hit.start, end, "actor", kind, "", "", definite=True), hit.preposition, hit.conjunction)

    def _proper(self, position: int) -> bool:
        norm = self.words[position].norm
        if norm.startswith("ال"):
            return self.linker.demonym(bare(norm)) is None and bare(norm) not in _ADJECTIVES
        return norm.isdigit() or (norm not in _ADJECTIVES and self.linker.demonym(norm) is None and not norm.endswith("ه"))

    def _people(self) -> None:
        for position in range(len(self.words)):
            hit = self.hits.at(position, "people.ranks")
            if hit is None or not self._free(hit.start, hit.end):
                continue
            start = hit.end
            while (further := self.hits.at(start, "people.ranks")) and self._free(further.start, further.end):
                start = further.end
            start = self._membership(start)
            end = start
            while end - start < 5 and is_name_word(self.words, self.hits, end, self.taken) and not self.hits.any(end, ("people", "facilities", "descriptor", "weapon", "places")):
                if self.words[end].norm.startswith("و") and end > start and self.words[end].norm[1:].startswith("ال"):
                    break
                end += 1
            if end - start >= 2:
                self._put(Mention(hit.start, end, "person", "Person", "", "", definite=True), hit.preposition, hit.conjunction)

    def _membership(self, position: int) -> int:
        """``القيادي في حركة كذا فلان``: the name stands behind the actor that the rank belongs to."""
        at = position
        if at < len(self.words) and self.words[at].norm in ("في", "من", "ب"):
            at += 1
        while at < len(self.words) and self.words[at].mark == "quote":
            at += 1
        owner = self.at.get(at)
        if owner is None or owner.kind != "actor":
            return position
        at = owner.end
        while at < len(self.words) and self.words[at].mark in ("quote", "comma"):
            at += 1
        return at

    def _groups(self) -> None:
        """Fighters and civilians with what tells who they are: عناصر من تنظيم كذا، مقاتلون أكراد، قوات تركية."""
        for position in reversed(range(len(self.words))):
            hit = self.hits.at(position, "people.fighters", "people.civilians")
            if hit is None or not self._free(hit.start, hit.end):
                continue
            if self._adjectival(hit):
                continue
            civilian = hit.category.endswith("civilians")
            end, owner, demonym, loose = self._complement(hit.end)
            if owner is not None and owner.kind == "person":
                owner = self._led_by(owner, hit.start, end)
            if owner is None and hit.value.endswith(("ه", "ها", "هم")) and not hit.value.endswith("ية"):
                owner = self._party_before(position)
            if owner is None and demonym is None and self._pointed_at(position):
                owner = self._same_head(position, bare(self.words[position].norm))
            kind = "PopulationGroup" if civilian else "StateForce" if demonym and not owner else "ArmedGroup"
            if owner is None and demonym is not None and self.hits.any(position, ("people.of_state",)):
                state = self.linker.entity(demonym)
                owner = Mention(hit.start, end, "actor", "StateForce", "", state.label("ar") or "", iri=demonym, score=0.9)
            mention = Mention(
                hit.start, end, "actor", owner.type if owner else kind, "", owner.name if owner and not owner.generic else "",
                iri=owner.iri if owner else None, owner=owner, generic=owner is None or owner.generic, definite=hit.definite, demonym=demonym,
                role=owner.role if owner else "loose" if loose else "group", score=owner.score if owner else 1.0,
            )
            self._put(mention, hit.preposition, hit.conjunction)

    def _party_before(self, position: int) -> Mention | None:
        """``قواته``، ``عناصرها``: the last party that the sentence named."""
        start = self.reading.sentences[self.reading.sentence_at(position)].start
        parties = [m for at, m in self.at.items() if start <= at < position and m.kind == "actor" and not m.generic]
        return max(parties, key=lambda m: m.start) if parties else None

    def _pointed_at(self, position: int) -> bool:
        return position > 0 and self.words[position - 1].norm.lstrip("وفب") in ("هذه", "هذا", "تلك", "ذلك", "هؤلاء", "هولاء")

    def _same_head(self, position: int, head: str) -> Mention | None:
        """``هذه القوات``: the last actor whose words hold the same head noun."""
        for start in sorted((s for s in self.at if s < position), reverse=True):
            mention = self.at[start]
            if mention.kind == "actor" and not mention.generic and any(bare(self.words[at].norm) == head for at in range(mention.start, mention.end)):
                return mention
        return None

    def _led_by(self, person: Mention, start: int, end: int) -> Mention:
        """Forces named after their leader are the group that the leader leads, else a group of that name."""
        group = self.linker.led_by(person.iri) if person.iri else None
        if group is None:
            text = clean_name(self.reading.text(start, end))
            return replace(person, kind="actor", type="ArmedGroup", name=text, iri=None)
        return replace(person, kind="actor", type=group.kind, name=group.label("ar") or person.name, iri=group.iri)

    def _adjectival(self, hit: Hit) -> bool:
        """``هجوم انتحاري``، ``تفجير إرهابي``: a singular right behind a word of violence describes it."""
        before = hit.start - 1
        if before >= 0 and hit.definite and not hit.preposition and not hit.conjunction and self.hits.any(hit.start, ("people.loose",)) and self.words[before].norm.lstrip("وفبلك").startswith("ال"):
            return True
        if before < 0 or hit.preposition or hit.conjunction or not self.words[hit.start].norm.endswith("ي"):
            return False
        return self.hits.any(before, ("trigger.noun",)) or bare(self.words[before].norm) in ("عمل", "عمليه", "حادث", "عدوان")

    def _complement(self, position: int) -> tuple[int, Mention | None, str | None, bool]:
        """What follows a group or a facility: adjectives, then an owner in construct, with من / ل / تابع ل or في."""
        demonym, loose, end = None, False, position
        for _ in range(_COMPLEMENT_GAP):
            owner = self._owner_at(end)
            if owner:
                return owner.end, owner, demonym, loose
            if end + 1 < len(self.words) and end > position and self.words[end].mark == "comma" and self.hits.any(end + 1, ("certainty.suspected",)):
                end += 1
                continue
            if end >= len(self.words) or self.taken[end] or self.words[end].mark:
                break
            norm = bare(self.words[end].norm)
            state = self.linker.demonym(norm)
            if state:
                demonym = state
            elif self.hits.any(end, ("people.loose", "certainty.unknown_actor")):
                loose = True
            elif self.hits.any(end, ("certainty.suspected",)) or (end > position and self.words[end].norm in ("انه", "انها", "انهم", "بانه", "بانها", "بانهم")):
                pass
            elif norm not in _ADJECTIVES:
                break
            end += 1
        return end, None, demonym, loose

    def _owner_at(self, position: int) -> Mention | None:
        start = position
        while start < len(self.words) and self.words[start].mark == "quote":
            start += 1
        direct = self.at.get(start)
        if direct and direct.kind in ("actor", "person") and direct.preposition in ("", "ل") and not direct.conjunction:
            return direct
        link = self.hits.at(position, "facilities.owners")
        after = link.end if link else None
        if after is None and position < len(self.words) and self.words[position].norm in ("من", "في"):
            after = position + 1
            group = self.hits.at(after, "people.fighters", "people.pronouns_of_side")
            if group and self._free(group.start, group.end):
                after = group.end
        if after is None:
            return None
        while after < len(self.words) and self.words[after].mark == "quote":
            after += 1
        owner = self.at.get(after)
        return owner if owner and owner.kind in ("actor", "person") and not owner.conjunction else None

    def _carriers(self) -> None:
        for position in reversed(range(len(self.words))):
            hit = self.hits.at(position, "people.carriers")
            if hit is None or not self._free(hit.start, hit.end):
                continue
            end, owner, demonym, _ = self._complement(hit.end)
            weapon = self._weapon_of(hit)
            if owner or demonym:
                mention = Mention(
                    hit.start, end, "actor", owner.type if owner else "StateForce", "", owner.name if owner else "", owner=owner,
                    iri=owner.iri if owner else demonym, definite=hit.definite, demonym=demonym, generic=False,
                    role=f"carrier:{weapon}" if weapon else "carrier", score=owner.score if owner else 0.9,
                )
            elif weapon:
                mention = Mention(hit.start, end, "weapon", weapon, "", "", definite=hit.definite)
            else:
                continue
            self._put(mention, hit.preposition, hit.conjunction)

    def _weapon_of(self, hit: Hit) -> str:
        weapon = self.hits.at(hit.start, "weapon")
        return weapon.category.rsplit(".", 1)[-1] if weapon else ""

    def _facilities(self) -> None:
        for position in reversed(range(len(self.words))):
            hit = self.hits.at(position, "facilities.words", "descriptor.facility")
            if hit is None or not self._free(hit.start, hit.end) or self.hits.any(hit.end, ("facilities.no_place",)):
                continue
            weapon = self.hits.at(position, "weapon")
            if weapon is not None and weapon.end > hit.end:
                continue
            end, owner, _, _ = self._complement(hit.end)
            if owner is None and hit.definite and hit.start and self.hits.any(hit.start - 1, ("trigger.noun",)):
                continue
            kind = hit.category.rsplit(".", 1)[-1] if hit.category.startswith("descriptor") else "Facility"
            if owner is None and hit.category.startswith("descriptor"):
                end = max(end, name_end(self.words, self.hits, hit.end, self.taken) if not hit.definite and self._proper_name(hit.end) else end)
            named = self.at.get(hit.end)
            if owner is None and end == hit.end and named is not None and named.kind == "place" and not named.preposition and not named.conjunction:
                self._facility_at(hit, kind, named)
                continue
            if owner is None and end == hit.end:
                end, owner = self._facility_content(hit.end)
            self._put(Mention(hit.start, end, "facility", kind, "", "", owner=owner, definite=hit.definite), hit.preposition, hit.conjunction)

    def _facility_at(self, hit: Hit, kind: str, place: Mention) -> None:
        """``مطار كذا``: the facility is named after its place; the place stays a mention of its own, where it is."""
        self.at[place.start] = replace(place, preposition="في")
        text = self.reading.article.text
        letters = clitic_letters(self.words[hit.start].norm, hit.preposition, hit.conjunction, hit.definite)
        start = self.words[hit.start].start + letters
        surface_text = text[start : place.char_end]
        self._put(
            Mention(hit.start, hit.end, "facility", kind, surface_text, clean_name(surface_text), definite=True, char_start=start, char_end=place.char_end, within=place.iri),
            hit.preposition, hit.conjunction,
        )

    def _proper_name(self, position: int) -> bool:
        return position < len(self.words) and (self._quoted(position) or (self._proper(position) and self._looks_named(position)))

    def _facility_content(self, position: int) -> tuple[int, Mention | None]:
        """مستودع أسلحة (يعود ل…)، قواعد عسكرية: one word of content, then perhaps the owner."""
        end = position
        for _ in range(2):
            if not is_name_word(self.words, self.hits, end, self.taken) or self.words[end].norm.startswith(("و", "ب", "ل")):
                break
            if self.hits.any(end, ("descriptor.place",)):
                break
            end += 1
            owner = self._owner_at(end)
            if owner:
                return owner.end, owner
        keep = position + 1 if end > position and (bare(self.words[position].norm) in _ADJECTIVES or self.hits.any(position, ("weapon", "people"))) else position
        return keep, None

    def _anaphora(self) -> None:
        """التنظيم، الحركة: the last actor of that kind that the article named."""
        for position in range(len(self.words)):
            hit = self.hits.at(position, "people.anaphora")
            if hit is None or not hit.definite or not self._free(hit.start, hit.end):
                continue
            following = self.words[hit.end] if hit.end < len(self.words) else None
            if following and not following.mark and following.norm.startswith("ال") and not self.hits.rows[hit.end] and not self.taken[hit.end]:
                continue
            head = bare(self.words[position].norm)
            antecedent = self._antecedent(position, head)
            if antecedent:
                self._put(
                    Mention(hit.start, hit.end, "actor", antecedent.type, "", antecedent.name, iri=antecedent.iri, definite=True, role="anaphor", score=0.8),
                    hit.preposition, hit.conjunction,
                )

    def _nationalities(self) -> None:
        """``غارة إسرائيلية``، ``القصف المدفعي التركي``: the state that an adjective of a word of violence names acts."""
        for position in range(len(self.words)):
            hit = self.hits.at(position, "trigger.noun")
            if hit is None or self.hits.any(position, ("tolls",)):
                continue
            for at in range(hit.end, min(hit.end + 3, len(self.words))):
                if self.taken[at] or (person_noun(self.words[at].norm) and self.linker.demonym(bare(self.words[at].norm)) is None) or self.words[at].mark or self.words[at].norm.startswith("ال") != hit.definite:
                    break
                state = self.linker.demonym(bare(self.words[at].norm))
                if state is not None:
                    entity = self.linker.entity(state)
                    self._put(Mention(at, at + 1, "actor", entity.kind, "", entity.label("ar") or "", iri=state, role="demonym", score=0.9))
                    break
                if bare(self.words[at].norm) not in _ADJECTIVES:
                    break

    def _place_anaphora(self) -> None:
        """البلدة، المدينة، القاعدة: the last place of that kind that the article named."""
        for position in range(len(self.words)):
            hit = self.hits.at(position, "descriptor.place", "descriptor.facility")
            if hit is None or not hit.definite or hit.end - hit.start > 1 or hit.category.endswith(".Region"):
                continue
            bound = self.at.get(position)
            if bound is not None and (bound.kind != "facility" or bound.owner is not None or bound.end > hit.end):
                continue
            if bound is None and not self._free(hit.start, hit.end):
                continue
            following = self.words[hit.end] if hit.end < len(self.words) else None
            if following is not None and not following.mark and following.norm.startswith("ال") and not self.hits.rows[hit.end] and not self.taken[hit.end]:
                continue
            kind, head = hit.category.rsplit(".", 1)[-1], bare(self.words[position].norm.lstrip("وفبلك"))
            place = self._last_place(position, kind, head)
            if place is not None:
                self._put(
                    Mention(hit.start, hit.end, "place", place.type, "", place.name, iri=place.iri, definite=True, role="anaphor", score=0.8, within=place.within, country=place.country),
                    hit.preposition, hit.conjunction,
                )

    def _last_place(self, position: int, kind: str, head: str) -> Mention | None:
        """The only place of that kind word, else of that class, in the sentence or the three before; several: none."""
        if head in _PLURAL_PLACES or head.endswith("ات"):
            return None
        number = self.reading.sentence_at(position)
        start = self.reading.sentences[max(0, number - 3)].start
        before = [m for at, m in sorted(self.at.items()) if start <= at < position and m.kind == "place" and m.role != "anaphor"]
        own = [m for m in before if m.start >= self.reading.sentences[number].start]
        for rows in (own, before):
            for fitting in ([m for m in rows if bare(self.words[m.start].norm.lstrip("وفبلك")) == head], [m for m in rows if m.type == kind]):
                distinct = {m.iri or m.name for m in fitting}
                if len(distinct) == 1:
                    return fitting[-1]
                if distinct:
                    return None
        return None

    def _antecedent(self, position: int, head: str) -> Mention | None:
        for start in sorted((s for s in self.at if s < position), reverse=True):
            mention = self.at[start]
            if mention.kind == "actor" and not mention.generic and mention.role != "anaphor" and self.linker.described_as(mention, head):
                return mention
        return None

    def _weapons(self) -> None:
        for position in range(len(self.words)):
            hit = self.hits.at(position, "weapon")
            if hit and self._free(hit.start, hit.end):
                self._put(Mention(hit.start, hit.end, "weapon", hit.category.rsplit(".", 1)[-1], "", "", definite=hit.definite), hit.preposition, hit.conjunction)


_PLURAL_PLACES = frozenset("مدن قري احياء مناطق جبال قواعد معسكرات مطارات موانئ حقول".split())
_ADJECTIVES = frozenset(
    "عسكري عسكريه امني امنيه مسلح مسلحه حكومي حكوميه محلي محليه كبير كبيره صغير صغيره جديد جديده قديم عديد عديده مشترك مشتركه خاص خاصه نظامي نظاميه شعبي شعبيه وطني وطنيه"
    " اجنبي اجنبيه اجانب جوي جويه بري بريه بحري بحريه مدني مدنيه سكني سكنيه دولي دوليه قبلي قبليه اسلامي اسلاميه جهادي جهاديه متطرف متطرفه متشدد متشدده ارهابي ارهابيه معارض معارضه"
    " ثقيل ثقيله خفيف خفيفه متوسط متوسطه حيوي حيويه استراتيجي استراتيجيه رئيسي رئيسيه حدودي حدوديه سياسي سياسيه ديني مركزي مركزيه متقدم متقدمه مهم مهمه حربي حربيه لوجستي لوجستيه"
    " متمرد متمرده منشق منشقه انقلابي انقلابيه مواليه موالي موالين مهجور مهجوره مكتظ مكتظه زراعي زراعيه نفطي نفطيه حليف حليفه ميداني ميدانيه سابق سابقه رديفه رديف مهاجم مهاجمه يهود يهودي يهوديه مسيحي شيعي شيعيه سني سنيه طبي طبيه صحي صحيه اعلامي اعلاميه تدريبي تدريبيه ثقافي ثقافيه تجاري تجاريه كردي كرديه اكراد عرب عربي عربيه".split()
)


def clitic_letters(norm: str, clitic: str, conjunction: str, definite: bool) -> int:
    """How many letters of a first word are proclitics; in ``لل`` the article is kept as one ``ل``."""
    fitting = [split for split in clitics(norm) if split.preposition == clitic and split.conjunction == conjunction]
    if not fitting:
        return 0
    split = next((split for split in fitting if split.article == definite), fitting[0])
    if not split.article:
        return split.start
    return max(split.start - (1 if clitic == "ل" and norm[len(conjunction) :].startswith("لل") else 2), 0)


def clean_name(text: str) -> str:
    """A name as it identifies: without quotation marks, inner space collapsed."""
    return " ".join(text.translate(str.maketrans("", "", "«»“”\"„‘’'")).split())
