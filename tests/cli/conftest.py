"""The command line as a person calls it, in an empty folder, with reports written for these tests."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kgbuild.cli import main

Kgbuild = Callable[..., Result]


@dataclass(frozen=True, slots=True)
class Texts:
    """Sentences as they could stand in a newspaper."""

    strike: str
    shelling: str
    weather: str


STRIKE = (
    "قال المرصد السوري لحقوق الإنسان إن طائرات حربية روسية قصفت أمس الأربعاء بلدة هجين في ريف دير الزور، "
    "ما أدى إلى مقتل ثلاثة مدنيين وإصابة سبعة آخرين بجروح."
)
SHELLING = "قصفت قوات النظام السوري بالمدفعية الثقيلة صباح اليوم الأحد مدينة خان شيخون في ريف إدلب الجنوبي."
WEATHER = "تشهد البلاد غداً طقساً معتدلاً مع رياح خفيفة، وتميل درجات الحرارة إلى الارتفاع مساءً في المناطق الساحلية."


@pytest.fixture(scope="session")
def texts() -> Texts:
    """The sentences that these tests read."""
    return Texts(STRIKE, SHELLING, WEATHER)


@pytest.fixture
def kgbuild(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kgbuild:
    """Run a command in this process, in an empty folder: ``kgbuild("ingest", "reports")``."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KGBUILD_STORE", raising=False)

    def run(*arguments: str, **options: object) -> Result:
        return CliRunner().invoke(main, list(arguments), prog_name="kgbuild", **options)  # type: ignore[arg-type]

    return run


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds two reports; tests read it and leave it as it is."""
    folder = tmp_path_factory.mktemp("reading")
    reports = folder / "reports"
    reports.mkdir()
    (reports / "strike.txt").write_text(STRIKE, encoding="utf-8")
    (reports / "shelling.txt").write_text(SHELLING, encoding="utf-8")
    (reports / "metadata.csv").write_text(
        "file,published,source\nstrike.txt,2018-10-11,صحيفة المساء\nshelling.txt,2019-05-12,صحيفة المساء\n",
        encoding="utf-8",
    )
    location = folder / "store"
    result = CliRunner().invoke(main, ["ingest", str(reports), "--store", str(location)])
    assert result.exit_code == 0, result.output
    return location


def process(*arguments: str, cwd: Path, **options: object) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own."""
    environment = {key: value for key, value in os.environ.items() if key != "KGBUILD_STORE"}
    return subprocess.run(
        [sys.executable, "-m", "kgbuild", *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        **options,  # type: ignore[call-overload]
    )


@pytest.fixture
def kgbuild_process(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a command in a process of its own, in an empty folder."""

    def run(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
        return process(*arguments, cwd=tmp_path, **options)

    return run
