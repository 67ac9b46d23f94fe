"""What the timeline foresees of an edit, how its ruler is marked: scripts in a browser, without a server."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route
from pydantic import TypeAdapter

from app.features.productions.components.editor import timeline as scripts
from app.features.productions.errors import EditRefused
from app.features.productions.rules.config import EditRange, OverlayItem
from app.features.productions.rules.editing.edits import Edit, apply
from app.features.productions.rules.editing.timelines import Timeline, at_tick, edited_at, source_at

ORIGIN = "http://timeline.test"
EDIT: TypeAdapter[Edit] = TypeAdapter(Edit)

_FORESEE = """async cases => {
  const { foresee } = await import("/foresee.js");
  return cases.map(([timeline, edit]) => {
    const { pieces, pictures } = foresee(timeline, edit);
    return { pieces, pictures };
  });
}"""
_CARRIED = """async ([before, after, moments]) => {
  const { carried, laidOut } = await import("/foresee.js");
  const laid = pieces => ({ pieces: laidOut(pieces) });
  return moments.map(moment => carried(laid(before), laid(after), moment));
}"""
_ENDS = """async ([seconds, scale, widths]) => {
  const { Board } = await import("/board.js");
  const board = Object.assign(new Board(), { scale });
  const film = { pieces: [{ start: 0, end: seconds }], pictures: [], length: seconds };
  board.stand(film, film);
  return widths.map(width => (board.resize(width), [board.whole, width - board.x(seconds) <= board.x(0)]));
}"""
_STEPS = """async scales => {
  const { rulerSteps } = await import("/scale.js");
  return scales.map(scale => rulerSteps(scale));
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    page.route(f"{ORIGIN}/**", _serve)
    page.goto(f"{ORIGIN}/")
    yield page
    context.close()


def _serve(route: Route) -> None:
    name = route.request.url.removeprefix(f"{ORIGIN}/")
    if not name:
        return route.fulfill(body="<!doctype html>", content_type="text/html")
    script = (Path(scripts.__file__).parent / name).read_text()
    return route.fulfill(body=script, content_type="text/javascript")


def some_timeline(rng: Random) -> Timeline:
    cuts = sorted(rng.sample(range(1, 1200), 2 * rng.randint(1, 8)))
    pieces = [
        EditRange(start=at_tick(start), end=at_tick(end))
        for start, end in zip(cuts[::2], cuts[1::2], strict=True)
    ]
    pieces = [piece for piece in pieces if piece.end - piece.start >= 0.2] or [EditRange(start=0, end=120)]
    timeline = Timeline(120.04, tuple(pieces))
    pictures: list[OverlayItem] = []
    for track in ("A", "B"):
        edges = sorted(rng.sample(range(timeline.edited_ticks + 1), min(6, timeline.edited_ticks // 2 * 2)))
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            span = {"startSeconds": at_tick(start), "endSeconds": at_tick(end)}
            pictures.append(
                OverlayItem.model_validate({"id": f"{track}{start}", "track": track, "uploadId": 1, **span})
            )
    return Timeline(timeline.length, timeline.pieces, tuple(pictures))


def some_edit(rng: Random, timeline: Timeline) -> dict[str, Any]:
    index = rng.randrange(len(timeline.pieces))
    at, edge = rng.randrange(1300) / 10, rng.choice(("start", "end"))
    edits: list[dict[str, Any]] = [
        {"kind": "split", "at": at},
        {"kind": "delete_piece", "index": index},
        {"kind": "drag_edge", "index": index, "edge": edge, "to": at},
        {"kind": "keep_all"},
    ]
    new = {"id": "new", "uploadId": 1, "track": "B", "startSeconds": at, "endSeconds": at + 5}
    edits.append({"kind": "add_picture", "picture": new})
    if timeline.pictures:
        name = rng.choice(timeline.pictures).id
        edits += [
            {"kind": "move_picture", "id": name, "startSeconds": at, "track": rng.choice("AB")},
            {"kind": "nudge_picture", "id": name, "steps": rng.randint(-20, 20)},
            {"kind": "trim_picture", "id": name, "edge": edge, "to": at},
            {"kind": "dress_picture", "id": name, "opacityPct": 40.0},
            {"kind": "remove_picture", "id": name},
        ]
    return rng.choice(edits)


def shown(timeline: Timeline) -> dict[str, Any]:
    return {
        "pieces": [piece.model_dump(mode="json") for piece in timeline.pieces],
        "pictures": [picture.model_dump(mode="json") for picture in timeline.pictures],
    }


def allowed_edits(count: int) -> Iterator[tuple[Timeline, dict[str, Any], Timeline]]:
    rng = Random(3)
    while count:
        timeline = some_timeline(rng)
        edit = some_edit(rng, timeline)
        try:
            after = apply(timeline, EDIT.validate_python(edit))
        except EditRefused:
            continue
        count -= 1
        yield timeline, edit, after


def test_what_is_drawn_until_the_answer_is_what_the_answer_will_be(page: Page) -> None:
    cases = list(allowed_edits(600))

    foreseen = page.evaluate(
        _FORESEE, [[shown(before) | {"length": before.length}, edit] for before, edit, _ in cases]
    )

    for (before, edit, after), drawn in zip(cases, foreseen, strict=True):
        wanted = shown(after)
        for picture in drawn["pictures"]:  # a new one is drawn with what was asked for alone
            full = next(item for item in wanted["pictures"] if item["id"] == picture["id"])
            picture |= {key: full[key] for key in full if key not in picture}
        assert drawn == wanted, (edit, shown(before))


def test_the_playhead_is_drawn_over_the_picture_that_it_stands_over(page: Page) -> None:
    before = (EditRange(start=0, end=10), EditRange(start=20, end=30), EditRange(start=30, end=35))
    after = (EditRange(start=0, end=8), EditRange(start=25, end=30), EditRange(start=30, end=35))
    moments = [0, 4, 9, 9.5, 10, 12, 16, 19.9, 20, 24]

    drawn = page.evaluate(
        _CARRIED, [shown(Timeline(40, before))["pieces"], shown(Timeline(40, after))["pieces"], moments]
    )

    assert drawn == pytest.approx([edited_at(after, source_at(before, moment)) for moment in moments])


def test_what_was_looked_at_closely_on_a_phone_fills_a_wider_screen(page: Page) -> None:
    seen = page.evaluate(_ENDS, [60, 18, [390, 1440, 390]])
    assert seen == [[False, True], [True, True], [False, True]]


def test_labels_of_the_ruler_never_touch_and_marks_divide_them(page: Page) -> None:
    scales = [0.02 * 1.3**step for step in range(37)]

    steps = page.evaluate(_STEPS, scales)

    for scale, step in zip(scales, steps, strict=True):
        assert step["label"] * scale >= 70 or step["label"] == 3600
        assert (step["label"] / step["mark"]) == pytest.approx(round(step["label"] / step["mark"]))
