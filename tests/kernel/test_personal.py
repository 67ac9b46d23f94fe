"""What a person takes along when they leave: every row of theirs, and nobody else's."""

from sqlmodel import Session

from app.features.accounts.models import User
from app.kernel.personal import rows_of
from tests.factories.scenes import make_party, make_playthrough


def test_a_row_without_a_person_goes_with_the_row_that_it_belongs_to(
    session: Session, user: User, stranger: User
) -> None:
    own = make_playthrough(session, make_party(session, user), seed=2**62)
    for other in (stranger, None):
        make_playthrough(session, make_party(session, other))
    found = rows_of(session, user.id)
    assert [row["id"] for row in found["parties"]] == [str(own.party_id)]
    assert [(row["party_id"], row["seed"]) for row in found["playthroughs"]] == [(str(own.party_id), 2**62)]
