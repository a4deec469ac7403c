"""Every command explains itself, with an example that is true, and the help comes at once."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from collections.abc import Iterator

import click
import pytest

from kgbuild.cli import main
from kgbuild.cli.app import COMMANDS


def commands() -> Iterator[tuple[str, click.Command]]:
    context = click.Context(main, info_name="kgbuild")
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        yield name, command
        if isinstance(command, click.Group):
            inner = click.Context(command, info_name=name)
            for sub in command.list_commands(inner):
                found = command.get_command(inner, sub)
                assert found is not None
                yield f"{name} {sub}", found


ALL = [pytest.param(name, command, id=name) for name, command in commands()]


@pytest.mark.parametrize(("name", "command"), ALL)
def test_help_ends_with_an_example_of_the_command(name: str, command: click.Command, kgbuild) -> None:
    result = kgbuild(*name.split(), "--help")
    assert result.exit_code == 0
    before, _, examples = result.output.partition("Example:\n")
    assert examples, before
    assert f"kgbuild {name}" in examples


@pytest.mark.parametrize(("name", "command"), ALL)
def test_every_option_says_what_it_does(name: str, command: click.Command) -> None:
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    assert [option.name for option in options if not option.help] == []
    assert command.get_short_help_str(limit=60).rstrip() != ""
    assert not command.get_short_help_str(limit=60).endswith("...")


EXAMPLES = [
    pytest.param(line, id=line)
    for _, command in [("", main), *commands()]
    for line in (command.epilog or "").splitlines()
    if "kgbuild " in line
]


@pytest.mark.parametrize("line", EXAMPLES)
def test_examples_name_commands_and_options_that_there_are(line: str, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "question.rq").write_text("ASK {}")
    for name in ("events.jsonl", "my-actors.ttl", "my-villages.ttl", "scores.json"):
        (tmp_path / name).touch()
    for folder in ("my-ontology", "my-model", "my-articles", "training/articles", "gold", "tests/gold/seeds"):
        (tmp_path / folder).mkdir(parents=True)
    words = shlex.split(line[line.index("kgbuild ") :].split(" | ")[0])[1:]
    command: click.Command = main
    context = click.Context(main, info_name="kgbuild")
    while isinstance(command, click.Group):
        inner = command.get_command(context, words[0])
        assert inner is not None, words[0]
        command, words = inner, words[1:]
    command.make_context(line, words)


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys, json\n"
        "from kgbuild.cli import main\n"
        "main(['--help'], standalone_mode=False)\n"
        "print(json.dumps(sorted(name.partition('.')[0] for name in sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert loaded & {"spacy", "rdflib", "pyoxigraph", "owlready2", "pyshacl", "rich", "trafilatura", "numpy"} == set()


def test_version(kgbuild) -> None:
    assert kgbuild("--version").output.startswith("kgbuild 0.")


def test_an_unknown_command_is_wrong_usage(kgbuild) -> None:
    result = kgbuild("injest")
    assert result.exit_code == 2
    assert "injest" in result.output
