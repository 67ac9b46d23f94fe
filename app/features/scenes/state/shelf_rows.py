"""Runs and stories as the shelf shows them."""

from datetime import datetime
from typing import TypedDict

from app.features.scenes.schemas.runs import HeroView, RunCard, StoryView
from app.ui import routes, words

_CARD_PIXELS, _POSTER_PIXELS = 800, 1600
"""Widths that backdrops are painted in."""


class HeroDot(TypedDict):
    """A hero's avatar: the first letter of the name in a ring that shows what is left of the HP."""

    name: str
    letter: str
    says: str
    share: float
    tone: str
    """`good`, `warn` (below half), `bad` (a quarter or less) or `fallen`."""


class RunRow(TypedDict):
    session_id: str
    href: str
    picture: str
    title: str
    place: str
    progress: float
    heroes: list[HeroDot]
    finished: bool
    ending: str
    when: str
    exact: str
    json_url: str
    markdown_url: str


class StoryRow(TypedDict):
    id: str
    title: str
    tagline: str
    about: str
    picture: str


def run_row(run: RunCard, now: datetime) -> RunRow:
    """One run, with the times in words that hold at `now`."""
    when = words.ago(run.updated_at, now)
    export = f"/api/scenes/runs/{run.session_id}/export"
    return {
        "session_id": run.session_id,
        "href": run.href,
        "picture": sized(run.picture_url, _CARD_PIXELS),
        "title": run.party_name,
        "place": run.story_title if run.finished else run.place,
        "progress": run.progress,
        "heroes": [hero_dot(hero) for hero in run.heroes],
        "finished": run.finished,
        "ending": run.ending,
        "when": f"{when}, on your {run.device}" if run.device else when,
        "exact": words.exact(run.updated_at),
        "json_url": f"{export}.json",
        "markdown_url": f"{export}.md",
    }


def hero_dot(hero: HeroView) -> HeroDot:
    """One hero's avatar."""
    share = min(1.0, hero.hp / hero.max_hp) if hero.max_hp else 0.0
    tone = "fallen" if hero.fallen else "bad" if share <= 0.25 else "warn" if share < 0.5 else "good"
    state = "fallen" if hero.fallen else f"{hero.hp} of {hero.max_hp} HP"
    return {
        "name": hero.name,
        "letter": hero.name.strip()[:1].upper() or "?",
        "says": f"{hero.name}, {hero.class_name}, {state}",
        "share": share,
        "tone": tone,
    }


def story_row(story: StoryView) -> StoryRow:
    """One story, as it is offered."""
    return {
        "id": story.id,
        "title": story.title,
        "tagline": story.tagline,
        "about": story.about,
        "picture": sized(story.picture_url, _POSTER_PIXELS),
    }


def sized(picture_url: str, width: int) -> str:
    """The address of a backdrop `width` pixels wide; a missing picture stays the empty text."""
    if not picture_url:
        return ""
    return f"{picture_url}{'&' if '?' in picture_url else '?'}width={width}"


def address_of(session_id: str) -> str:
    """The page of a run."""
    return f"{routes.SCENES}/{session_id}"
