"""Saving and loading parties keeps its promises on PostgreSQL too: the same tests, another database."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import Session, select

from app.features.scenes.models import Party
from app.features.scenes.schemas.parties import PartySaved, read_save
from app.features.scenes.service.parties import save_parties
from app.kernel import db
from app.kernel.batches import Batches
from tests.features.scenes import test_party_api as api
from tests.features.scenes import test_party_crowd as crowd
from tests.features.scenes import test_party_owners as owners
from tests.features.scenes import test_party_revisions as revisions
from tests.features.scenes import test_party_rules as rules
from tests.features.scenes.games import game

SAVES, SERVERS, IDS = 4000, 4, 12


@pytest.fixture
def database(postgres_database: str) -> str:
    return postgres_database


people = crowd.people
owned = owners.owned
before = rules.before

test_what_is_saved_is_what_loads = api.test_what_is_saved_is_what_loads
test_numbers_keep_their_value = api.test_numbers_keep_their_value
test_the_columns_are_those_of_the_contract = api.test_the_columns_are_those_of_the_contract
test_a_later_save_takes_the_place = api.test_a_later_save_takes_the_place_of_the_whole_earlier_one
test_what_our_own_rows_hold_loads_too = api.test_what_our_own_rows_hold_loads_too
test_the_limits_themselves_are_allowed = rules.test_the_limits_themselves_are_allowed
test_what_is_no_json_loses_nothing = rules.test_what_is_no_json_is_told_and_loses_nothing
test_its_owner_saves_and_loads_it = owners.test_its_owner_saves_and_loads_it
test_for_others_it_does_not_exist = owners.test_for_others_it_does_not_exist
test_an_owner_may_name_a_revision_too = revisions.test_an_owner_may_name_a_revision_too
test_a_save_over_an_older_revision_is_refused = (
    revisions.test_a_save_over_an_older_revision_is_refused_and_loses_nothing
)
test_a_first_save_can_ask_to_be_the_first = revisions.test_a_first_save_can_ask_to_be_the_first
test_of_many_saves_of_one_id_one_stands_whole = crowd.test_of_many_saves_of_one_id_one_stands_whole
test_whoever_loads_meanwhile_sees_whole_saves = crowd.test_whoever_loads_meanwhile_sees_whole_saves
test_each_of_many_gets_its_own_answer = crowd.test_each_of_many_gets_its_own_answer
test_what_is_acknowledged_is_seen_at_once = (
    crowd.test_what_is_acknowledged_is_seen_by_another_connection_at_once
)
test_of_many_who_name_the_same_revision_one_saves = crowd.test_of_many_who_name_the_same_revision_one_saves
test_of_many_who_want_to_be_first_one_is = crowd.test_of_many_who_want_to_be_first_one_is
test_who_leaves_while_waiting = crowd.test_who_leaves_while_waiting_takes_nobodys_save_along
test_many_saves_of_one_transaction = (
    crowd.test_many_saves_of_one_transaction_count_as_revisions_and_the_last_stands
)
test_several_saves_of_one_person = (
    crowd.test_of_several_saves_of_one_person_in_one_transaction_the_last_stands
)


@pytest.mark.usefixtures("database")
def test_thousands_of_saves_through_several_servers_leave_whole_parties(session: Session) -> None:
    """Each server has batches of its own; their transactions meet at the same dozen of parties."""

    def server(first: int) -> list[PartySaved]:
        def run(items: list[bytes]) -> list[PartySaved]:
            with db.unit_of_work() as own:
                outcomes = save_parties(own, [read_save(item) for item in items])
            return [outcome for outcome in outcomes if isinstance(outcome, PartySaved)]

        async def all_at_once() -> list[PartySaved]:
            batches = Batches(run, largest=50, room=SAVES)
            return await asyncio.gather(*[batches.outcome_of(_sent(n)) for n in numbers])

        numbers = range(first, SAVES, SERVERS)
        return asyncio.run(all_at_once())

    with ThreadPoolExecutor(SERVERS) as servers:
        outcomes = [one for answers in servers.map(server, range(SERVERS)) for one in answers]
    assert len(outcomes) == SAVES
    parties = session.exec(select(Party)).all()
    assert sum(party.revision for party in parties) == SAVES
    for party in parties:
        number = party.more["of"]
        assert party.session_id == f"run-{number % IDS}"
        assert (party.name, party.choices) == (f"p{number}", {"scene3": f"way {number}"})


def _sent(number: int) -> bytes:
    chosen = {"scene3": f"way {number}"}
    return json.dumps(
        game(f"run-{number % IDS}", party_name=f"p{number}", choices=chosen, of=number)
    ).encode()
