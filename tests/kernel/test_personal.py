"""What a person takes along when they leave: every row of theirs, and nobody else's."""

from sqlmodel import Session

from app.features.accounts.models import User
from app.features.scenes.models import Playthrough
from app.kernel.personal import rows_of
from tests.factories import saved
from tests.factories.scenes import make_party


def _playthrough(session: Session, owner: User | None) -> Playthrough:
    party = make_party(session, owner)
    begun = {"story": "bell", "story_version": 1, "seed": 2**62, "origin": {}, "party_revision": 1}
    return saved(session, Playthrough(party_id=party.id, **begun))


def test_a_row_without_a_person_goes_with_the_row_that_it_belongs_to(
    session: Session, user: User, stranger: User
) -> None:
    own = _playthrough(session, user)
    for other in (stranger, None):
        _playthrough(session, other)
    found = rows_of(session, user.id)
    assert [row["id"] for row in found["parties"]] == [str(own.party_id)]
    assert [(row["party_id"], row["seed"]) for row in found["playthroughs"]] == [(str(own.party_id), 2**62)]
