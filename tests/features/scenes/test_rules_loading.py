"""Stories from files: what is refused, and how its author is told where and why."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.features.scenes.errors.play import StoryInvalid
from app.features.scenes.rules.loading import BUNDLED, DEFAULT_STORY, load_stories, read_story, stories_in
from app.features.scenes.rules.story import Scene, Story
from app.kernel.config import Settings
from app.kernel.data_files import read_page
from tests.conftest import ROOT
from tests.features.scenes.stories import SHORT_CROSSING

WRITTEN = SHORT_CROSSING.read_text()
SCHEMA = BUNDLED.parent / "story.schema.json"


def _problems(folder: Path, text: str) -> tuple[str, ...]:
    file = folder / "story.yaml"
    file.write_text(text)
    with pytest.raises(StoryInvalid) as refused:
        read_story(file)
    assert str(refused.value).startswith(f"{file}: ")
    return refused.value.problems


def _line_of(text: str, needle: str) -> int:
    return text[: text.index(needle)].count("\n") + 1


@pytest.mark.parametrize(
    ("instead_of", "written", "place", "reason"),
    [
        ("hp: 60,", "hp: sixty,", "classes.fighter.hp", "write a whole number here"),
        ("version: 1", 'version: "1"', "version", "write a whole number here"),
        ("version: 1", "version: 0", "version", "greater than or equal to 1"),
        ("id: short-crossing", "id: The crossing", "id", "pattern"),
        ("label: Cut it", "lable: Cut it", "scenes[3].choices[cut].lable", "there is no such field here"),
        ("label: Cut it", "label: 12", "scenes[3].choices[cut].label", "write a text here"),
        ("label: Swim", "label: ''", "scenes[4].choices[swim].label", "at least 1 character"),
        (
            "when: {class: thief}",
            "when: {clas: thief}",
            "scenes[3].choices[pick].when",
            "a condition is one of",
        ),
        ("when: {class: thief}", "when: {class: bard}", "scenes[3].choices[pick].when", "no class bard"),
        ("{alive: {max: 1}}", "{alive: {}}", "endings[few].when.all[1].alive", "give min, max or both"),
        (
            "{alive: {max: 1}}",
            "{alive: {min: 2, max: 1}}",
            "endings[few].when.all[1].alive",
            "min is greater",
        ),
        (
            "{choice: {scene8: flee}}",
            "{choice: {scene8: fly}}",
            "scenes[9].text[2].when",
            "no choice of scene 8",
        ),
        (
            "{choice: {scene8: flee}}",
            "{choice: {scene9: rest}}",
            "scenes[9].text[2].when",
            "has not been answered",
        ),
        ("- {when: {symbol: light}", "- {when: {symbol: gold}", "scenes[7].text[2].when", "no symbol gold"),
        (
            "[{unflag: warden_owes}]",
            "[{kill: all}]",
            "scenes[10].choices[leave].effects[1]",
            "an effect is one of",
        ),
        (
            "[{unflag: warden_owes}]",
            "[{unflag: w}]",
            "scenes[10].choices[leave].effects[1]",
            "there is no flag w",
        ),
        ("[{unflag: warden_owes}]", "[{hp: 0}]", "scenes[10].choices[leave].effects[1]", "change nothing"),
        (
            "[{unflag: warden_owes}]",
            "[{symbol: light}]",
            "scenes[10].choices[leave].effects[1]",
            "nowhere else",
        ),
        (
            "[{unflag: warden_owes}]",
            "[{hp: -1, who: 'class:bard'}]",
            "scenes[10].choices[leave].effects[1]",
            "no class bard",
        ),
        ("harm: 2d8", "harm: lots", "scenes[8].choices[fight].effects[1].combat.harm", "write dice like"),
        (
            "[{symbol: light}]",
            "[{symbol: chaos}]",
            "scenes[6].choices[light]",
            "has the effect {symbol: light}",
        ),
        (
            "{id: light, label",
            "{id: lamp, label",
            "scenes[6].choices",
            "offers exactly: light, shadow, chaos",
        ),
        ("{id: swim,", "{id: rest,", "scenes[4].choices[rest].id", "the id of another one"),
        ("text: [Cold.,", "text: [[Cold.],", "scenes[4].text[1]", "write names and values here"),
        ("weather: snow", "weather: hail", "scenes[9].backdrop.weather", "'storm'"),
        ("index: 5", "index: 4", "scenes[4].index", "this is scene 5"),
        ("ask: party", "ask: choice", "scenes[2].ask", "asks for: party"),
        ("title: The isle", "title: The {party}", "scenes[5].title", "leave out the braces"),
        ("text: [Halfway.]", 'text: ["{hero.bard}"]', "scenes[5].text[1]", "{hero.bard} is no name"),
        (
            "text: [Halfway.]",
            'text: ["{hero.roller}"]',
            "scenes[5].text[1]",
            "only in the label and the outcomes",
        ),
        ("text: [Halfway.]", 'text: ["A } brace"]', "scenes[5].text[1]", "a brace stands alone"),
        ("Lamps move over there.", '"{hero.first}"', "scenes[1].choices[look].echo[1]", "no name yet"),
        (", echo: It rings.}", "}", "scenes[10].choices[ring]", "neither an echo nor an effect"),
        (
            "won: {echo: The warden kneels.}",
            "won: {}",
            "scenes[8].choices[fight].effects[1].won",
            "neither an echo nor an effect",
        ),
        (
            "label: Go on,",
            "label: Go on, when: {wounded: true},",
            "scenes[7].choices",
            "at least one choice must be offered always",
        ),
        ("title: Night, when: {symbol: shadow},", "title: Night,", "endings[night]", "can be reached"),
        (
            "{id: river, title: The river,",
            "{id: river, title: The river, when: {wounded: true},",
            "endings[river].when",
            "has no condition",
        ),
        ("rope_cut: The", "sung: The rope sang\n  rope_cut: The", "flags.sung", "no effect raises this flag"),
        ("rope_cut: The", "sung: The rope sang\n  rope_cut: The", "flags.sung", "no condition asks"),
        ("title: The isle", "title: The isle\n    title: Twice", "title is written twice", ""),
        ("title: The isle", "title: The isle\n    ? [a, b]\n    : c", "a name is one word", ""),
        ("title: The isle", "title: !!int isle", "this is no int", ""),
        ("title: The isle", "title: !!bool isle", "this is no bool", ""),
        ("title: The isle", "title: !!timestamp isle", "this is no timestamp", ""),
        ("title: The isle", "title: !!map isle", "expected a mapping", ""),
        ("when: {class: thief}", "when: &same {all: [*same]}", "choices[pick].when", "cyclic"),
    ],
)
def test_a_bad_file_is_refused_with_line_place_and_reason(
    tmp_path: Path, instead_of: str, written: str, place: str, reason: str
) -> None:
    assert instead_of in WRITTEN
    told = _problems(tmp_path, WRITTEN.replace(instead_of, written, 1))
    assert [line for line in told if place in line and reason in line], told
    assert all(line.startswith("line ") for line in told)


def test_the_line_is_that_of_the_fault(tmp_path: Path) -> None:
    text = WRITTEN.replace("weather: snow", "weather: hail")
    (told,) = _problems(tmp_path, text)
    assert told.startswith(f"line {_line_of(text, 'weather: hail')}: ")


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    text = WRITTEN.replace("hp: 60,", "hp: -1,").replace("weather: snow", "weather: hail")
    assert len(_problems(tmp_path, text)) == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "nothing in this file"),
        ("- 1\n- 2\n", "names and values"),
        ("a: [1\nb: 2", "line 2"),
        ("a: !!python/object:os.system x", "constructor"),
        ("a: \x07", "line 1"),
    ],
)
def test_what_is_no_story_at_all_is_refused(tmp_path: Path, text: str, says: str) -> None:
    assert says in "\n".join(_problems(tmp_path, text))


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "story.yaml"
    file.write_bytes(WRITTEN.encode("utf-16"))
    with pytest.raises(StoryInvalid, match="can't be read"):
        read_story(file)


@pytest.mark.parametrize("word", ["No", "on", "2026-01-01", "yes"])
def test_words_that_yaml_once_took_for_something_else_are_words(tmp_path: Path, word: str) -> None:
    file = tmp_path / "story.yaml"
    file.write_text(WRITTEN.replace("label: Cut it", f"label: {word}"))
    assert read_story(file).scene(3).choices[0].label == word


@pytest.fixture
def own_stories(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr("app.features.scenes.rules.loading.settings", lambda: settings)
    settings.stories_dir = tmp_path / "stories"
    settings.stories_dir.mkdir()
    load_stories.cache_clear()
    yield settings.stories_dir
    load_stories.cache_clear()


def test_a_second_story_is_one_more_file(own_stories: Path) -> None:
    (own_stories / "a.yaml").write_text(WRITTEN)
    stories = load_stories()
    assert next(iter(stories)) == DEFAULT_STORY
    assert stories["short-crossing"].title == "The short crossing"


def test_two_stories_of_one_id_are_refused(own_stories: Path) -> None:
    (own_stories / "a.yaml").write_text(WRITTEN)
    (own_stories / "b.yaml").write_text(WRITTEN)
    with pytest.raises(StoryInvalid, match="id: there is a story called short-crossing already"):
        load_stories()


def test_a_folder_that_is_not_there_is_named(own_stories: Path) -> None:
    own_stories.rmdir()
    with pytest.raises(StoryInvalid, match="STORIES_DIR: there is no such folder"):
        load_stories()


def test_a_story_survives_json() -> None:
    for story in stories_in([BUNDLED, SHORT_CROSSING.parent]).values():
        assert Story.model_validate_json(story.model_dump_json()) == story


def test_the_schema_beside_the_stories_is_that_of_the_code() -> None:
    assert json.loads(SCHEMA.read_text()) == Story.model_json_schema(), (
        f"python -m app stories --schema > {SCHEMA.name}"
    )


def test_the_example_of_the_documentation_is_a_scene() -> None:
    (example,) = re.findall(
        r"```yaml\n(- index.*?)```", (ROOT / "docs" / "stories.md").read_text(), re.DOTALL
    )
    (written,) = read_page(example).content
    assert Scene.model_validate(written).index == 3
