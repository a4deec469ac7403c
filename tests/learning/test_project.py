"""``training/project.yml``: weasel takes it, and every step runs a command that is there, on files that are there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import click
import pytest
from weasel.util import load_project_config

from kgbuild.cli import main
from kgbuild.extraction.encoder import ENCODER, FILES
from kgbuild.extraction.joining import JOINING
from kgbuild.extraction.weights import WEIGHTS
from kgbuild.learning.__main__ import _USAGE

TRAINING = Path(__file__).resolve().parents[2] / "training"
PROJECT: dict[str, Any] = load_project_config(TRAINING)
COMMANDS: dict[str, dict[str, Any]] = {command["name"]: command for command in PROJECT["commands"]}
LINES = [line for command in COMMANDS.values() for line in command["script"]]


def test_it_has_the_steps_from_articles_to_scores_and_to_a_package() -> None:
    assert {"check", "train", "joining", "encoder", "gold", "evaluate", "package"} <= set(COMMANDS)
    assert {step for steps in PROJECT["workflows"].values() for step in steps} <= set(COMMANDS)
    assert all(command["help"] for command in COMMANDS.values())


@pytest.mark.parametrize("line", LINES, ids=lambda line: " ".join(line.split()[2:5]))
def test_every_step_runs_a_command_that_is_there(line: str) -> None:
    python, module, room, *arguments = shlex.split(line)
    assert (python, module) == ("python", "-m")
    if room == "kgbuild.learning":
        listed = re.search(r"python -m kgbuild\.learning ([\w|]+)", _USAGE)
        assert listed is not None
        assert arguments[0] in listed[1].split("|")
        return
    assert room == "kgbuild"
    command: click.Command | None = main
    context = click.Context(main)
    while isinstance(command, click.Group):
        command = command.get_command(context, arguments.pop(0))
    assert command is not None
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    assert {argument for argument in arguments if argument.startswith("-")} <= known


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_what_a_step_needs_is_there_or_made_by_another(name: str) -> None:
    made = {output for command in COMMANDS.values() for output in command.get("outputs", ())}
    for needed in COMMANDS[name]["deps"]:
        assert needed in made or (TRAINING / needed).exists()


def test_the_steps_write_what_ships() -> None:
    made = {(TRAINING / output).resolve() for command in COMMANDS.values() for output in command.get("outputs", ())}
    assert {WEIGHTS, JOINING, *(ENCODER / name for name in FILES)} <= made
