"""Looks at story files for their author: what breaks the format, and what nobody ever gets to see."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.features.scenes.errors.play import StoryInvalid
from app.features.scenes.rules.loading import files_in, folders, page_of, read_story
from app.features.scenes.rules.story import Story
from app.features.scenes.rules.walking import Walk, walk
from app.kernel.data_files import in_lines

FEWEST_WORDS, MOST_WORDS = 250, 400
"""How long a page should be: shorter feels thin, longer is scrolled over."""


@dataclass(frozen=True)
class Report:
    """What was found in one file. Advice breaks nothing."""

    file: Path
    title: str
    problems: Sequence[str] = ()
    advice: Sequence[str] = ()


def examine(files: Sequence[Path]) -> Iterator[Report]:
    """A report for each of `files`, or for each story of this installation."""
    for file in files or files_in(folders()):
        yield _report(file)


def _report(file: Path) -> Report:
    try:
        story = read_story(file)
    except StoryInvalid as found:
        return Report(file, "can't be played", found.problems)
    walked = walk(story)
    return Report(file, _title(story, walked), _unseen(file, walked), list(_lengths(walked)))


def _title(story: Story, walked: Walk) -> str:
    parties = len(walked.parties)
    ways = f"{walked.steps:,} steps walked with {parties} {'party' if parties == 1 else 'parties'}"
    return f"{story.title}, version {story.version}: {len(story.endings)} endings, {ways}"


def _unseen(file: Path, walked: Walk) -> list[str]:
    return in_lines(
        page_of(file), [(place, "no way through the story meets this") for place in walked.unmet()]
    )


def _lengths(walked: Walk) -> Iterator[str]:
    for scene, (least, most) in sorted(walked.words.items()):
        if least < FEWEST_WORDS or most > MOST_WORDS:
            yield (
                f"scenes[{scene}]: pages of {least} to {most} words; {FEWEST_WORDS} to {MOST_WORDS} read well"
            )


def schema() -> str:
    """The JSON schema of a story's file, for editors that complete and check while one types."""
    return json.dumps(Story.model_json_schema(), indent=2, ensure_ascii=False) + "\n"
