"""What somebody means who types a session id or pastes a link."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.scenes.rules.typed_ids import meant_ids

GIVEN = "run-7k3m-9x2p-0abc-1def"


@pytest.mark.parametrize(
    "typed",
    [
        GIVEN,
        f"  {GIVEN}\n",
        "RUN-7K3M-9X2P-0ABC-1DEF",
        "run 7k3m 9x2p 0abc 1def",
        "7k3m9x2p0abc1def",
        "run–7k3m–9x2p–0abc–1def",
        "run-7k3m-9x2p-oabc-ldef",
        f"https://keep.example/scenes/{GIVEN}",
        f"keep.example/scenes/{GIVEN}/?utm=1#top",
    ],
)
def test_an_id_of_ours_is_read_loosely(typed: str) -> None:
    assert meant_ids(typed)[-1] == GIVEN


def test_an_id_of_a_game_client_counts_by_the_letter() -> None:
    assert meant_ids(" Shard-472-DEMO ") == ["Shard-472-DEMO"]


def test_what_stands_there_comes_before_what_it_may_mean() -> None:
    assert meant_ids("RUN-7K3M-9X2P-0ABC-1DEF") == ["RUN-7K3M-9X2P-0ABC-1DEF", GIVEN]


@pytest.mark.parametrize("typed", ["", "   ", "my run", "a/b", "x" * 129, "/scenes/"])
def test_what_can_be_no_id_means_none(typed: str) -> None:
    assert meant_ids(typed) == []


@given(st.text())
def test_whatever_is_typed_means_only_ids_that_can_exist(typed: str) -> None:
    for found in meant_ids(typed):
        assert 1 <= len(found) <= 128
        assert found.isascii()
        assert not set(found) & set(" /?#%")
