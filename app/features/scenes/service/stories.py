"""The stories of this installation, as services and pages ask for them."""

from app.features.scenes.errors import StoryMissing
from app.features.scenes.rules import Story, load_stories
from app.features.scenes.rules.frozen import FIRST_SCENE
from app.features.scenes.schemas.runs import StoryView
from app.features.scenes.service.backdrops import backdrop_url


def list_stories() -> list[StoryView]:
    """Every story that can be played here, the default one first."""
    return [story_view(story) for story in load_stories().values()]


def default_story() -> Story:
    """What is played when nobody says otherwise."""
    return next(iter(load_stories().values()))


def find_story(story_id: str) -> Story | None:
    """The story of this id, if it is installed here."""
    return load_stories().get(story_id)


def get_story(story_id: str) -> Story:
    """Raises `StoryMissing`."""
    story = find_story(story_id)
    if story is None:
        raise StoryMissing(story_id)
    return story


def story_view(story: Story) -> StoryView:
    """What leaves."""
    return StoryView(
        id=story.id,
        title=story.title,
        tagline=story.tagline,
        about=story.about,
        picture_url=backdrop_url(story, FIRST_SCENE, None),
    )
