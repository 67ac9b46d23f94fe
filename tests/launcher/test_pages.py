"""The pages are built again when, and only when, something that they depend on has changed."""

from pathlib import Path

import pytest

from app.launcher import pages


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project whose build leaves an empty folder."""
    for name in (
        "app/a.py",
        "app/b.jsx",
        "assets/fonts/x.woff2",
        "reflex.lock/package-lock.json",
        "rxconfig.py",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    monkeypatch.setattr(pages, "ROOT", tmp_path)
    for name, path in {"_BUILT": ".web/build/client", "_STAMP": ".web/everkeep-build"}.items():
        monkeypatch.setattr(pages, name, tmp_path / path)

    def build() -> None:
        (tmp_path / ".web/build/client").mkdir(parents=True, exist_ok=True)

    monkeypatch.setattr(pages, "_build", build)
    return tmp_path


def test_the_first_start_builds_and_the_second_does_not(tree: Path) -> None:
    assert pages.build_if_changed() is True
    assert pages.build_if_changed() is False


@pytest.mark.parametrize(
    "changed",
    ["app/a.py", "app/b.jsx", "app/new.py", "assets/fonts/x.woff2", "reflex.lock/package-lock.json"],
)
def test_a_changed_source_is_built_again(changed: str, tree: Path) -> None:
    pages.build_if_changed()
    (tree / changed).write_text("changed")
    assert pages.build_if_changed() is True


@pytest.mark.parametrize(
    "changed", ["app/__pycache__/a.pyc", "assets/external/app/b.jsx", "README.md", "reflex.lock/package.json"]
)
def test_what_the_pages_do_not_depend_on_is_not(changed: str, tree: Path) -> None:
    pages.build_if_changed()
    (tree / changed).parent.mkdir(parents=True, exist_ok=True)
    (tree / changed).write_text("changed")
    assert pages.build_if_changed() is False


def test_a_build_that_failed_is_tried_again(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build = pages._build

    def fail() -> None:
        raise pages.BuildFailed("no")

    monkeypatch.setattr(pages, "_build", fail)
    with pytest.raises(pages.BuildFailed):
        pages.build_if_changed()
    monkeypatch.setattr(pages, "_build", build)
    assert pages.build_if_changed() is True
