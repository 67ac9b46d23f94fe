"""What is no page is opened by the browser: Reflex draws `rx.el.a` as a link of its router, which would show
"Nothing here" for a file.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

APP = Path(__file__).resolve().parents[2] / "app"


def test_every_plain_link_leaves_the_router() -> None:
    kept = [place for path in APP.rglob("*.py") for place in _kept_by_the_router(path)]
    assert kept == [], "Use `link` for pages, `reload_document=True` for what the browser is to open."


def _kept_by_the_router(path: Path) -> Iterator[str]:
    for call in ast.walk(ast.parse(path.read_text())):
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "rx.el.a":
            given = {one.arg: ast.unparse(one.value) for one in call.keywords}
            within_the_page = given.get("href", "").startswith(("'#", '"#'))
            if not within_the_page and given.get("reload_document") != "True":
                yield f"{path.relative_to(APP)}:{call.lineno}"
