"""The check of story files from the command line."""

import json
from pathlib import Path

import pytest

from app.__main__ import main
from app.features.scenes.rules.story import Story
from tests.features.scenes.stories import SHORT_CROSSING


@pytest.fixture(autouse=True)
def _as_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.kernel.logs.configure", lambda: None)


def test_a_sound_file_is_called_so_with_advice_on_its_length(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stories", str(SHORT_CROSSING)]) == 0
    first, *advice = capsys.readouterr().out.splitlines()
    assert first.startswith(f"ok    {SHORT_CROSSING}: The short crossing, version 1: 6 endings, ")
    assert "(advice) scenes[1]: pages of 6 to 6 words" in advice[0]


def test_problems_are_told_with_their_lines_and_other_files_are_still_looked_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = SHORT_CROSSING.read_text()
    (tmp_path / "a.yaml").write_text(text.replace("weather: snow", "weather: hail"))
    (tmp_path / "b.yaml").write_text(text.replace("{symbol: shadow}, text", "{flag: warden_owes}, text"))
    assert main(["stories", str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml"), str(SHORT_CROSSING)]) == 1
    told = capsys.readouterr().out
    assert f"FAIL  {tmp_path / 'a.yaml'}: can't be played\n      line 101: scenes[9].backdrop.weather" in told
    assert "line 123: endings[night]: no way through the story meets this" in told
    assert f"ok    {SHORT_CROSSING}" in told


def test_the_schema_is_printed_for_editors(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stories", "--schema"]) == 0
    assert json.loads(capsys.readouterr().out) == Story.model_json_schema()
