"""Every edit of a timeline: what it does, what it refuses, and that it never breaks a rule of drafts."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from app.features.productions.errors import EditRefused
from app.features.productions.rules.config import EditRange, OverlayItem, merge_config
from app.features.productions.rules.editing.edits import Edit, apply, edit_words
from app.features.productions.rules.editing.timelines import (
    KEYS,
    Timeline,
    edited_at,
    patch_between,
    snap_targets,
    source_at,
    ticks,
    timeline_of,
)

LENGTH = 60.0
_EDITS: TypeAdapter[Edit] = TypeAdapter(Edit)


def picture(name: str, start: float, end: float, **more: Any) -> OverlayItem:
    values = {"id": name, "uploadId": 1, "startSeconds": start, "endSeconds": end, **more}
    return OverlayItem.model_validate(values)


def timeline(*pieces: tuple[float, float], pictures: tuple[OverlayItem, ...] = ()) -> Timeline:
    kept = tuple(EditRange(start=start, end=end) for start, end in pieces or [(0.0, LENGTH)])
    return Timeline(LENGTH, kept, pictures)


def edited(before: Timeline, kind: str, **what: Any) -> Timeline:
    return apply(before, _EDITS.validate_python({"kind": kind, **what}))


def pieces(shown: Timeline) -> list[tuple[float, float]]:
    return [(piece.start, piece.end) for piece in shown.pieces]


def spans(shown: Timeline) -> dict[str, tuple[float, float]]:
    return {item.id: (item.start_seconds, item.end_seconds) for item in shown.pictures}


def test_a_split_cuts_the_piece_under_the_playhead_and_nothing_else():
    shown = timeline((0, 10), (20, 30), pictures=(picture("a", 1, 15),))

    after = edited(shown, "split", at=12.5)

    assert pieces(after) == [(0, 10), (20, 22.5), (22.5, 30)]
    assert after.pictures == shown.pictures


@pytest.mark.parametrize("at", [0, 0.1, 9.9, 10, 10.1, 19.9, 20, 100])
def test_a_split_too_near_to_a_cut_is_refused(at: float):
    with pytest.raises(EditRefused, match=r"0\.2 s"):
        edited(timeline((0, 10), (20, 30)), "split", at=at)


@pytest.mark.parametrize("at", [0.2, 9.8, 10.2, 19.8])
def test_pieces_of_two_tenths_are_fine(at: float):
    assert len(edited(timeline((0, 10), (20, 30)), "split", at=at).pieces) == 3


def test_more_pieces_than_a_draft_keeps_are_refused():
    shown = timeline(*((float(at), at + 1.0) for at in range(0, 42, 2)))

    with pytest.raises(EditRefused, match="21"):
        edited(shown, "split", at=0.5)


def test_deleting_a_piece_shifts_shortens_and_removes_what_lies_over_it():
    laid = (
        picture("before", 0, 5),
        picture("across", 8, 22, track="B"),
        picture("inner", 11, 19),
        picture("in the cut’s end", 19, 21),
        picture("after", 24, 26),
    )
    shown = timeline((0, 10), (20, 30), (40, 50), pictures=laid)

    after = edited(shown, "delete_piece", index=1)

    assert pieces(after) == [(0, 10), (40, 50)]
    assert spans(after) == {
        "before": (0, 5),
        "across": (8, 12),
        "in the cut’s end": (10, 11),
        "after": (14, 16),
    }


def test_the_last_piece_stays():
    with pytest.raises(EditRefused, match="has to stay"):
        edited(timeline(), "delete_piece", index=0)


def test_a_piece_that_has_gone_is_not_mistaken_for_another():
    with pytest.raises(EditRefused, match="no longer there"):
        edited(timeline((0, 10), (20, 30)), "delete_piece", index=2)


def test_a_dragged_edge_takes_what_comes_after_it_along():
    shown = timeline((0, 10), (20, 30), pictures=(picture("over", 9, 12), picture("after", 12, 14)))

    shorter = edited(shown, "drag_edge", index=0, edge="end", to=9.5)
    longer = edited(shown, "drag_edge", index=1, edge="start", to=19.0)

    assert (pieces(shorter)[0], spans(shorter)) == ((0, 9.5), {"over": (9, 11.5), "after": (11.5, 13.5)})
    assert (pieces(longer)[1], spans(longer)) == ((19, 30), {"over": (9, 13), "after": (13, 15)})


@pytest.mark.parametrize(
    ("index", "edge", "to", "reached"),
    [
        (0, "end", 25, (0, 20)),
        (0, "end", 0, (0, 0.2)),
        (1, "start", 5, (10, 30)),
        (1, "start", 60, (29.8, 30)),
        (1, "end", 99, (20, 60)),
    ],
)
def test_an_edge_stops_at_its_neighbours_and_leaves_a_piece(
    index: int, edge: str, to: float, reached: tuple[float, float]
):
    after = edited(timeline((0, 10), (20, 30)), "drag_edge", index=index, edge=edge, to=to)

    assert pieces(after)[index] == reached


def test_taking_all_cuts_back_leaves_pictures_over_their_moments():
    shown = timeline((10, 20), (40, 50), pictures=(picture("a", 1, 2), picture("b", 11, 12)))

    after = edited(shown, "keep_all")

    assert pieces(after) == [(0, 60)]
    assert spans(after) == {"a": (11, 12), "b": (41, 42)}
    assert patch_between(shown, after)["editRanges"] is None


def test_a_picture_moves_up_to_the_ends_of_the_film():
    shown = timeline((0, 10), pictures=(picture("a", 1, 3),))

    assert spans(edited(shown, "move_picture", id="a", startSeconds=99)) == {"a": (8, 10)}
    assert spans(edited(shown, "nudge_picture", id="a", steps=-50)) == {"a": (0, 2)}
    assert spans(edited(shown, "nudge_picture", id="a", steps=1)) == {"a": (1.1, 3.1)}


def test_trimming_leaves_a_tenth_of_a_second():
    shown = timeline((0, 10), pictures=(picture("a", 1, 3),))

    assert spans(edited(shown, "trim_picture", id="a", edge="start", to=9)) == {"a": (2.9, 3)}
    assert spans(edited(shown, "trim_picture", id="a", edge="end", to=0)) == {"a": (1, 1.1)}
    assert spans(edited(shown, "trim_picture", id="a", edge="end", to=99)) == {"a": (1, 10)}


@pytest.mark.parametrize(
    "what",
    [
        {"kind": "move_picture", "id": "a", "startSeconds": 4.5},
        {"kind": "trim_picture", "id": "a", "edge": "end", "to": 5.1},
        {"kind": "nudge_picture", "id": "b", "steps": -25},
        {"kind": "move_picture", "id": "c", "startSeconds": 2.0, "track": "A"},
    ],
)
def test_two_pictures_on_one_track_are_refused_with_the_way_out(what: dict[str, Any]):
    shown = timeline(pictures=(picture("a", 1, 3), picture("b", 5, 7), picture("c", 0, 9, track="B")))

    with pytest.raises(EditRefused, match="the other track"):
        edited(shown, what.pop("kind"), **what)


def test_on_the_other_track_there_is_room():
    shown = timeline(pictures=(picture("a", 1, 3), picture("b", 5, 7)))

    after = edited(shown, "move_picture", id="a", startSeconds=5, track="B")

    assert [(item.id, item.track, item.start_seconds) for item in after.pictures] == [
        ("a", "B", 5),
        ("b", "A", 5),
    ]


def test_a_picture_is_laid_dressed_and_taken_away():
    laid = edited(timeline((0, 10)), "add_picture", picture=picture("a", 8, 14).model_dump(mode="json"))
    dressed = edited(laid, "dress_picture", id="a", opacityPct=40, fade="in_out")

    assert spans(laid) == {"a": (8, 10)}
    assert (dressed.pictures[0].opacity_pct, dressed.pictures[0].fade) == (40, "in_out")
    assert edited(dressed, "remove_picture", id="a").pictures == ()


def test_what_a_client_added_to_a_picture_or_piece_survives():
    shown = replace(
        timeline((0, 10)), pieces=(EditRange.model_validate({"start": 0, "end": 10, "mood": "calm"}),)
    )

    after = edited(shown, "split", at=5)

    assert [piece["mood"] for piece in patch_between(shown, after)["editRanges"]] == ["calm", "calm"]


def test_edges_snap_to_cuts_ends_and_pictures():
    shown = timeline((0, 10), (20, 30), pictures=(picture("a", 1, 3.5),))

    assert snap_targets(shown) == (0, 1, 3.5, 10, 20)


def test_a_moment_that_was_cut_away_lies_at_its_join():
    kept = timeline((5, 10), (20, 30)).pieces

    assert [edited_at(kept, second) for second in (0, 5, 7, 12, 20, 25, 50)] == [0, 0, 2, 5, 5, 10, 15]
    assert [source_at(kept, moment) for moment in (0, 2, 5, 10, 15, 99)] == [5, 7, 20, 25, 30, 30]


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    """Any that a draft may hold: pieces on ticks, pictures anywhere inside, both tracks in use."""
    edges = sorted(draw(st.sets(st.integers(0, 300), min_size=2, max_size=12)))
    kept = [(a / 10, b / 10) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    joined = draw(st.booleans())
    if joined and len(edges) > 3:
        kept.insert(0, (edges[0] / 10, edges[1] / 10))
        kept = [*kept[1:2], (edges[1] / 10, edges[2] / 10), *kept[2:]]
    total = round(sum(end - start for start, end in kept) * 1000)
    laid = []
    for track in "AB":
        marks = sorted(draw(st.sets(st.integers(0, total), max_size=8)))
        for at, (start, end) in enumerate(zip(marks[::2], marks[1::2], strict=False)):
            laid.append(picture(f"{track}{at}", start / 1000, end / 1000, track=track))
    ranges = tuple(EditRange(start=start, end=end) for start, end in kept)
    return Timeline(30.0, ranges, tuple(draw(st.permutations(laid))))


SECONDS = st.integers(0, 350).map(lambda tick: tick / 10)
ANY_EDGE = st.sampled_from(["start", "end"])
ANY_ID = st.sampled_from(["A0", "A1", "B0", "B1", "new"])


def kind(name: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"kind": st.just(name), **fields})


NEW_PICTURE = st.builds(
    lambda start, length, track: {
        "id": "new",
        "uploadId": 1,
        "startSeconds": start,
        "endSeconds": start + length,
        "track": track,
    },
    SECONDS,
    SECONDS,
    st.sampled_from("AB"),
)
EDITS = st.one_of(
    kind("split", at=SECONDS),
    kind("delete_piece", index=st.integers(0, 6)),
    kind("drag_edge", index=st.integers(0, 6), edge=ANY_EDGE, to=SECONDS),
    kind("keep_all"),
    kind("add_picture", picture=NEW_PICTURE),
    kind("move_picture", id=ANY_ID, startSeconds=SECONDS, track=st.sampled_from([None, "A", "B"])),
    kind("nudge_picture", id=ANY_ID, steps=st.integers(-9, 9)),
    kind("trim_picture", id=ANY_ID, edge=ANY_EDGE, to=SECONDS),
    kind("dress_picture", id=ANY_ID, opacityPct=st.integers(0, 100), fade=st.sampled_from(["in", "none"])),
    kind("remove_picture", id=ANY_ID),
).map(_EDITS.validate_python)


def config_of(shown: Timeline) -> dict[str, Any]:
    empty = Timeline(shown.length, (), ())
    return {key: value for key, value in patch_between(empty, shown).items() if value is not None}


@settings(deadline=None)  # a draw makes many models
@given(timelines(), st.lists(EDITS, max_size=6))
def test_whatever_is_edited_a_draft_takes_it_and_undo_is_exact(shown: Timeline, edits: list[Edit]):
    """Nothing overlaps, leaves the film or is out of order; the keys of before bring all of it back."""
    config = config_of(shown)
    for edit in edits:
        before, start = config, timeline_of(config, shown.length)
        try:
            patch = patch_between(start, apply(start, edit))
        except EditRefused:
            continue
        merged = merge_config(config, patch, duration=shown.length)
        assert merged.errors == {}
        config = merged.config
        undo = {key: before.get(key) for key in KEYS}
        assert merge_config(config, undo, duration=shown.length).config == before
        assert edit_words(edit)


@settings(deadline=None)
@given(timelines(), SECONDS)
def test_a_split_loses_nothing(shown: Timeline, at: float):
    try:
        after = edited(shown, "split", at=at)
    except EditRefused:
        return
    assert (after.edited_ticks, after.pictures) == (shown.edited_ticks, shown.pictures)
    assert len(after.pieces) == len(shown.pieces) + 1


def source_ticks(shown: Timeline) -> list[int]:
    """The tick of the source under each tick of the edited film."""
    return [tick for piece in shown.pieces for tick in range(ticks(piece.start), ticks(piece.end))]


def covered(shown: Timeline) -> dict[str, set[int]]:
    """The ticks of the source that each picture lies over in their middle."""
    under = source_ticks(shown)
    return {
        item.id: {
            tick
            for at, tick in enumerate(under)
            if round(item.start_seconds * 1000) <= at * 100 + 50 < round(item.end_seconds * 1000)
        }
        for item in shown.pictures
    }


@settings(deadline=None)
@given(timelines(), st.integers(0, 6))
def test_after_a_deletion_pictures_lie_over_what_they_lay_over(shown: Timeline, index: int):
    try:
        after = edited(shown, "delete_piece", index=index)
    except EditRefused:
        return
    gone = shown.pieces[index]
    lost = set(range(ticks(gone.start), ticks(gone.end)))
    assert after.edited_ticks == shown.edited_ticks - len(lost)
    left = covered(after)
    for name, under in covered(shown).items():
        assert left.get(name, set()) == under - lost


@settings(deadline=None)
@given(timelines(), st.integers(0, 5), ANY_EDGE, SECONDS)
def test_after_a_drag_pictures_lie_over_what_they_lay_over(shown: Timeline, index: int, edge: str, to: float):
    try:
        after = edited(shown, "drag_edge", index=index, edge=edge, to=to)
    except EditRefused:
        return
    lost = set(source_ticks(shown)) - set(source_ticks(after))
    gained = set(source_ticks(after)) - set(source_ticks(shown))
    assert after.edited_ticks == shown.edited_ticks - len(lost) + len(gained)
    left = covered(after)
    for name, under in covered(shown).items():
        assert left.get(name, set()) - gained == under - lost


@settings(deadline=None)
@given(timelines(), SECONDS)
def test_source_and_edited_time_agree(shown: Timeline, moment: float):
    moment = min(moment, shown.edited_ticks / 10)

    assert edited_at(shown.pieces, source_at(shown.pieces, moment)) == pytest.approx(moment)
