"""The builder's arithmetic of colours, run as a browser runs it."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

import rxconfig  # noqa: F401  (puts node on the PATH)
from app.features.planets.rules import colour_names

STUDIO = Path(__file__).parents[3] / "app/features/planets/components/studio"
SOME = {
    "#2F6FB3": "blue",
    "#B3472F": "red",
    "#8B5CF6": "violet",
    "#D9A441": "amber",
    "#FFFFFF": "white",
    "#000000": "black",
    "#808080": "grey",
    "#FFFF00": "yellow",
    "#704F38": "brown",
}
MANY = [f"#{r:02X}{g:02X}{b:02X}" for r in range(0, 256, 51) for g in range(0, 256, 51) for b in (0, 85, 255)]
TYPED = {"2f6fb3": "#2F6FB3", " #2F6FB3 ": "#2F6FB3", "#abc": "#AABBCC", "12zz": None, "": None}

_SCRIPT = f"""
import {{ named, oklch }} from "./colour.js";
import {{ harmonies, hex, hexOf }} from "./mixing.js";
const some = {json.dumps(list(SOME))}, many = {json.dumps(MANY)}, typed = {json.dumps(list(TYPED))};
const across = (one) => {{
  const from = oklch(one), to = oklch(harmonies(one)[0].colours[0]);
  return {{ turn: (to.h - from.h + 360) % 360, lighter: to.l - from.l }};
}};
console.log(JSON.stringify({{
  back: many.map((one) => hex(oklch(one))), names: some.map(named), read: typed.map(hexOf),
  names_of_many: many.map(named),
  harmonies: many.map(harmonies), across: some.slice(0, 4).map(across),
}}));
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Everything that the tests ask, from one run of node."""
    folder = tmp_path_factory.mktemp("colours")
    (folder / "package.json").write_text('{"type": "module"}')
    for name in ("colour.js", "mixing.js"):
        (folder / name).write_text((STUDIO / name).read_text())
    (folder / "main.js").write_text(_SCRIPT)
    ran = subprocess.run(["node", "main.js"], cwd=folder, capture_output=True, text=True, check=True)
    return dict(json.loads(ran.stdout))


def test_a_colour_comes_back_from_its_sliders_as_it_was(told: dict[str, Any]) -> None:
    assert told["back"] == MANY


def test_every_colour_has_four_harmonies_that_a_screen_shows(told: dict[str, Any]) -> None:
    for sets in told["harmonies"]:
        assert [one["id"] for one in sets] == ["complementary", "analogous", "triadic", "soft"]
        shown = [colour for one in sets for colour in one["colours"]]
        assert len(shown) == 12
        assert all(
            0 <= int(colour.removeprefix("#"), 16) <= 0xFFFFFF and len(colour) == 7 for colour in shown
        )


def test_the_complement_is_across_the_wheel_and_as_light(told: dict[str, Any]) -> None:
    for across in told["across"]:
        assert across["turn"] == pytest.approx(180, abs=4)
        assert across["lighter"] == pytest.approx(0, abs=0.02)


def test_a_number_is_read_in_any_way_that_names_a_colour(told: dict[str, Any]) -> None:
    assert dict(zip(TYPED, told["read"], strict=True)) == TYPED


def test_colours_are_called_what_people_call_them(told: dict[str, Any]) -> None:
    assert dict(zip(SOME, told["names"], strict=True)) == SOME


def test_the_server_calls_colours_by_the_same_names(told: dict[str, Any]) -> None:
    assert [colour_names.named(one) for one in MANY] == told["names_of_many"]
