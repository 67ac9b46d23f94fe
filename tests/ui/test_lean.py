"""Stand-ins keep a first visit small, and say so when Reflex has changed around them."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import reflex as rx
import reflex_base
from reflex.istate.storage import Cookie
from reflex_base.compiler.templates import vite_config_template

import app.app  # noqa: F401  (registers every state)
from app.features.productions.components.preset_editor import open_preset
from app.ui.components import tabs
from app.ui.lean import LeanPages, lean
from app.ui.on_demand import on_demand
from rxconfig import config


def test_reflex_still_has_a_place_for_stand_ins_and_groups() -> None:
    template = vite_config_template(
        base="/", hmr=True, force_full_reload=False, experimental_hmr=False, sourcemap=False
    )
    changed = lean(template)
    assert "standIns()," in changed
    # The script with the addresses is cut out first; the groups take what is left.
    assert changed.index('name: "reflex-env"') < changed.index("...GROUPS") < changed.index("resolve:")


def test_a_changed_template_is_built_as_it_is() -> None:
    """The test above fails then; a person who runs a newer Reflex still gets their pages."""
    assert lean("export default {}") == "export default {}"


def test_every_stand_in_goes_with_the_pages() -> None:
    assets = {path.name: text for path, text in LeanPages().get_static_assets()}
    assert set(assets) == {
        "vite.js",
        "emotion.js",
        "mergician.js",
        "cookies.js",
        "debounce.js",
        "evaluate.js",
    }
    assert all(f'here("{name}")' in assets["vite.js"] for name in assets if name != "vite.js")


@pytest.fixture
def run_in_node(tmp_path: Path) -> Callable[[str], str]:
    """Runs a module beside the stand-ins; what it printed."""
    (tmp_path / "package.json").write_text('{"type": "module"}')
    for asset, text in LeanPages().get_static_assets():
        (tmp_path / asset.name).write_text(str(text))

    def run(module: str) -> str:
        (tmp_path / "main.js").write_text(module)
        command = ["node", "main.js"]  # on the PATH that `rxconfig` sets
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    return run


def test_the_minifier_sees_no_eval_in_the_script_of_reflex(run_in_node: Callable[[str], str]) -> None:
    """One would keep it from shortening any name in the largest file of every page."""
    state = Path(reflex_base.__file__).parent / ".templates" / "web" / "utils" / "state.js"
    written = run_in_node(f"""
        import {{ readFileSync }} from "fs";
        import {{ standIns }} from "./vite.js";
        const name = {json.dumps(str(state))};
        console.log(standIns().transform(readFileSync(name, "utf8"), name).code);
    """)
    assert re.findall(r"\beval\(.*", written) == []
    assert written.count("evaluate(event.payload.") == 4


def test_a_script_of_an_event_finds_what_reflex_writes_into_it(run_in_node: Callable[[str], str]) -> None:
    told = run_in_node("""
        import { evaluate } from "./evaluate.js";
        const addEvents = (...told) => console.log(JSON.stringify(told));
        const run = (script) => evaluate(script, addEvents, (name) => ({ name }), { __toast: 7 });
        run("((_result) => addEvents([ReflexEvent('a.b')], [_result], {}))")(run("refs['__toast'] + 1"));
    """)
    assert json.loads(told) == [[{"name": "a.b"}], [8], {}]


def test_no_state_keeps_a_cookie_of_reflex() -> None:
    """`universal-cookie` is not in the bundle; sign-in is a cookie that no script reads."""
    states = [rx.State]
    for state in states:
        states.extend(state.get_substates())
        kept = [name for name, field in state.get_fields().items() if isinstance(field.default, Cookie)]
        assert not kept, (state, kept)


def test_every_build_locks_the_same_packages() -> None:
    """Tabs are only in the style guide, which only some builds have."""
    shown = tabs([("a", "A", rx.el.p("a"))], label="Parts")
    assert shown.library in config.frontend_packages


def test_a_part_on_demand_is_named_by_its_page_and_not_imported() -> None:
    part = open_preset()
    later = on_demand(part)
    assert part.library.startswith("$/app_components/")
    assert f"import('{part.library}')" in later._get_dynamic_imports()
    assert all(not imported.render for imported in later._get_imports()[part.library])
