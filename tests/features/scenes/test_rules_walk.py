"""Every way through every story: no dead end, and nothing that nobody ever meets."""

import warnings
from pathlib import Path

import pytest

from app.features.scenes.rules.loading import BUNDLED, page_of, read_story
from app.features.scenes.rules.story import SYMBOLS, Story
from app.features.scenes.rules.walking import Walk, walk
from app.kernel.data_files import in_lines
from app.launcher.stories import FEWEST_WORDS, MOST_WORDS
from tests.features.scenes.stories import SHORT_CROSSING

BUNDLED_FILES = sorted(BUNDLED.glob("*.yaml"))
every_file = pytest.mark.parametrize("file", [*BUNDLED_FILES, SHORT_CROSSING], ids=lambda file: file.stem)
every_bundled = pytest.mark.parametrize("file", BUNDLED_FILES, ids=lambda file: file.stem)


def _seldom(tmp_path: Path, instead_of: str, written: str) -> list[str]:
    """What nobody meets in the short story once a part of it is written otherwise."""
    text = SHORT_CROSSING.read_text()
    assert instead_of in text
    file = tmp_path / "story.yaml"
    file.write_text(text.replace(instead_of, written, 1))
    return [line.split(": ")[1] for line in in_lines(page_of(file), [(at, "") for at in _unmet(file)])]


def _unmet(file: Path) -> list[tuple[str | int, ...]]:
    return list(walk(read_story(file)).unmet())


@pytest.mark.timeout(300)  # ten seconds of work, on machines that do much else
@every_file
def test_every_way_leads_to_the_end_and_nothing_is_written_in_vain(file: Path) -> None:
    """One test, so that one walk serves: it takes seconds."""
    walked = walk(read_story(file))
    unmet = [(place, "nobody meets this") for place in walked.unmet()]

    assert walked.dead_ends == []
    assert set(walked.words) == set(range(1, 12))
    assert in_lines(page_of(file), unmet) == []
    assert [step.move for step in walked.silent] == []
    _tell_lengths(file, walked)


def _tell_lengths(file: Path, walked: Walk) -> None:
    """A page that is short or long is worth a word, not a failure."""
    for scene, (least, most) in sorted(walked.words.items()):
        assert least > 0
        if file in BUNDLED_FILES and (least < FEWEST_WORDS or most > MOST_WORDS):
            warnings.warn(f"{file.stem}: scene {scene} has pages of {least} to {most} words", stacklevel=1)


@every_bundled
def test_a_bundled_story_keeps_what_game_clients_know_by_heart(file: Path) -> None:
    story: Story = read_story(file)
    assert list(story.classes) == ["scribe", "fighter", "thief", "wizard", "ranger", "cleric"]
    assert [choice.id for choice in story.scene(6).choices] == list(SYMBOLS)
    assert {"fight", "flee", "parley"} <= {choice.id for choice in story.scene(8).choices}
    assert all(choice.when is None for choice in (*story.scene(6).choices, *story.scene(8).choices[:3]))
    assert len(story.endings) >= 6


@pytest.mark.parametrize(
    ("instead_of", "written", "unmet"),
    [
        (
            "when: {class: thief}",
            "when: {all: [{class: thief}, {symbol: light}]}",
            [
                "scenes[3].choices[pick]",
                "scenes[3].choices[pick].effects[1].success",
                "scenes[3].choices[pick].effects[1].failure",
                # Without that burn nobody has fallen by then.
                "scenes[5].choices[pray].effects[1].then",
            ],
        ),
        (
            "{when: {symbol: light}, say: Doors",
            "{when: [{symbol: light}, {symbol: chaos}], say: Doors",
            ["scenes[7].text[2]"],
        ),
        (
            "title: Night, when: {symbol: shadow}",
            "title: Night, when: {flag: warden_owes}",
            ["endings[night]"],
        ),
        ("fallen: {min: 1}}, then", "alive: {max: 0}}, then", ["scenes[5].choices[pray].effects[1].then"]),
        ("hp: 50, might: 3", "hp: 9999, might: 3", ["scenes[8].choices[fight].effects[1].won"]),
    ],
)
def test_what_nobody_can_meet_is_found(
    tmp_path: Path, instead_of: str, written: str, unmet: list[str]
) -> None:
    assert _seldom(tmp_path, instead_of, written) == unmet


def test_a_choice_that_does_nothing_for_some_is_found(tmp_path: Path) -> None:
    file = tmp_path / "story.yaml"
    seldom = "echo: {when: {symbol: light}, say: A fire.}"
    file.write_text(SHORT_CROSSING.read_text().replace("echo: A fire., effects: [{hp: 10}]", seldom))
    assert {(step.move.scene, step.move.choice) for step in walk(read_story(file)).silent} == {(9, "rest")}
