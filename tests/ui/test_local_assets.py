"""Scripts beside modules have the addresses that Reflex would give them."""

from pathlib import Path

import pytest
import reflex as rx

from app.ui.local_assets import local_asset

NAME = Path(__file__).name


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_local_asset_is_reflex_own_without_its_look_at_the_stack() -> None:
    theirs = rx.asset(NAME, shared=True)  # noqa: TID251  # what it is measured by
    linked = Path("assets", theirs.importable_path.removeprefix("$/public/"))
    assert linked.resolve() == Path(__file__)
    linked.unlink()

    ours = local_asset(__name__, NAME)

    assert (ours, ours.importable_path) == (theirs, theirs.importable_path)
    assert linked.resolve() == Path(__file__)


def test_a_link_that_leads_elsewhere_is_mended() -> None:
    link = Path("assets", local_asset(__name__, NAME).importable_path.removeprefix("$/public/"))
    link.unlink()
    link.symlink_to("gone.py")

    local_asset(__name__, NAME)

    assert link.resolve() == Path(__file__)
    assert [path.name for path in link.parent.iterdir()] == [NAME]


def test_a_file_that_is_missing_is_told() -> None:
    with pytest.raises(FileNotFoundError):
        local_asset(__name__, "missing.jsx")
