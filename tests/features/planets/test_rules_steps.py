"""The file of the steps is judged when it is read: what would break the builder is named, with its place."""

from pathlib import Path

import pytest

from app.__main__ import main
from app.features.planets.errors import StepsInvalid
from app.features.planets.rules.steps import FILE, read_steps
from app.kernel.config import Settings
from app.launcher.local_ports import free_port
from app.launcher.serve import CannotServe, _prepare

WRITTEN = FILE.read_text(encoding="utf-8")


def problems(folder: Path, old: str, new: str) -> list[str]:
    """What is told of the file when its first `old` is `new`; each with the place, without its line."""
    assert old in WRITTEN
    file = folder / "steps.yaml"
    file.write_text(WRITTEN.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(StepsInvalid) as refused:
        read_steps(file)
    assert str(refused.value).startswith(f"{file}: ")
    return [problem.split(": ", 1)[1] for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "id: emotional_tone",
            "id: name",
            "steps[tone].fields[name].id: there is more than one field name",
        ),
        (
            "{id: gas,",
            "{id: cheese,",
            "steps[surface].fields[surface_type].choices: the choices must be gas, ice,",
        ),
        (
            "max_length: 200",
            "max_length: 200\n        when: {surface_type: [gas]}",
            "steps[intro].fields[tagline].when: surface_type is not asked before this",
        ),
        (
            "emotional_tone: [custom]",
            "emotional_tone: [gloomy]",
            "steps[tone].fields[tone_label].when: emotional_tone has no choice gloomy",
        ),
        (
            "max_length: 120",
            "max_length: 121",
            "steps[intro].fields[name].max_length: the planet has room for 120 characters here",
        ),
        (
            "max_length: 120",
            "max_length: 0",
            "steps[intro].fields[name].max_length: say how many characters the text may have",
        ),
        ("most: 12", "most: 0", "steps[rings].fields[moon_count].most: say how large the number may be"),
        (
            'suggestions: ["#2F6FB3"',
            'suggestions: ["blue"',
            "steps[palette].fields[primary_color].suggestions: what is suggested must be something",
        ),
        ("id: summary", "id: ending", "steps[ending].id: the last step must be summary"),
        ("id: tone\n", "id: intro\n", "steps[intro].id: there is more than one step intro"),
        (
            "required: true",
            "requierd: true",
            "steps[intro].fields[name].requierd: there is no such field here",
        ),
        ("version: 1", "version: one", "version: Input should be a valid integer"),
        ("input_type: color", "input_type: paint", "steps[palette].input_type: Input should be"),
        (
            "        invalid: Planet name is required\n",
            "",
            "steps[intro].fields[name].invalid: a required field says how its message begins",
        ),
    ],
)
def test_what_would_break_the_builder_is_named_with_its_place(
    old: str, new: str, told: str, tmp_path: Path
) -> None:
    found = problems(tmp_path, old, new)
    assert any(problem.startswith(told) for problem in found), found


def test_a_problem_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "steps.yaml"
    file.write_text(WRITTEN.replace("most: 12", "most: 0"), encoding="utf-8")
    line = WRITTEN.splitlines().index("        most: 12") + 1
    with pytest.raises(StepsInvalid, match=f"steps.yaml: line {line}: "):
        read_steps(file)


@pytest.mark.parametrize("written", ["", "steps: [", "version: 1\nsteps: []", "- 1"])
def test_a_file_without_steps_is_refused(written: str, tmp_path: Path) -> None:
    file = tmp_path / "steps.yaml"
    file.write_text(written)
    with pytest.raises(StepsInvalid):
        read_steps(file)
    with pytest.raises(StepsInvalid, match="can't be read"):
        read_steps(tmp_path / "none.yaml")


def test_the_command_says_what_is_wrong_with_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["steps"]) == 0
    assert "10 steps" in capsys.readouterr().out
    file = tmp_path / "steps.yaml"
    file.write_text(WRITTEN.replace("most: 12", "most: 0"), encoding="utf-8")
    assert main(["steps", str(file)]) == 1
    assert "steps[rings].fields[moon_count].most" in capsys.readouterr().out


def test_nothing_is_served_with_steps_that_are_broken(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "steps.yaml"
    file.write_text(WRITTEN.replace("most: 12", "most: 0"), encoding="utf-8")
    monkeypatch.setattr("app.launcher.serve.load_steps", lambda: read_steps(file))
    settings.port = free_port()
    with pytest.raises(CannotServe, match="say how large the number may be"):
        _prepare(settings, False)
