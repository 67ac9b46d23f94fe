"""What runs promise holds on PostgreSQL too: the same tests, another database."""

import pytest
from sqlalchemy import event
from sqlmodel import Session

from app.features.scenes.service import runs as runs_service
from app.kernel import db
from tests.features.scenes import conftest, playing
from tests.features.scenes import test_run_exports as exports
from tests.features.scenes import test_run_keeping as keeping
from tests.features.scenes import test_run_listing as listing
from tests.features.scenes import test_run_service as runs
from tests.kernel import test_personal as personal

pytestmark = pytest.mark.usefixtures("short_story")
short_story = conftest.short_story


@pytest.fixture
def database(postgres_database: str) -> str:
    return postgres_database


test_of_many_devices_one_is_heard = (
    runs.test_of_many_devices_that_choose_at_once_one_is_heard_and_the_others_are_told
)
test_a_page_and_game_clients_never_mix = (
    runs.test_a_page_and_game_clients_that_write_at_once_never_mix_their_states
)
test_a_run_is_played_to_its_ending = (
    runs.test_a_run_is_played_to_its_ending_and_stands_in_the_row_that_clients_load
)
test_going_back_restores_the_scene = (
    runs.test_going_back_restores_the_scene_exactly_and_choosing_the_same_gives_the_same
)
test_going_back_is_undone = runs.test_going_back_is_undone_step_by_step_until_a_choice_is_made
test_an_id_that_names_no_run_is_not_found = runs.test_an_id_that_names_no_run_is_not_found
test_the_run_of_another_client_opens = (
    runs.test_the_run_of_another_client_opens_where_it_was_saved_and_goes_on
)
test_a_client_that_saves_what_it_loaded = (
    runs.test_a_client_that_saves_what_it_loaded_takes_nobody_off_their_way
)
test_deleting_takes_everything = runs.test_deleting_takes_everything_that_was_kept_beside_the_run
test_a_place_in_a_run_of_another_client = (
    keeping.test_the_place_in_a_run_of_another_client_is_kept_without_moving_it
)
test_what_the_form_can_not_hold_is_refused = (
    keeping.test_what_the_form_can_not_hold_is_refused_and_the_rest_kept
)
test_a_list_holds_ones_own_runs = listing.test_a_list_holds_ones_own_runs_the_last_played_first
test_a_browser_finds_its_free_runs = listing.test_a_browser_finds_its_free_runs_and_nobody_elses
test_claiming_makes_free_runs_ones_own = listing.test_claiming_makes_free_runs_ones_own_and_leaves_the_others
test_the_sample_run_comes_once = listing.test_the_sample_run_comes_once_stands_in_the_middle_and_goes_whole
test_runs_go_with_their_person = listing.test_runs_go_with_their_person
test_the_json_is_what_loading_gives = exports.test_the_json_is_what_loading_gives_and_saves_again
test_a_row_goes_with_the_row_it_belongs_to = (
    personal.test_a_row_without_a_person_goes_with_the_row_that_it_belongs_to
)


def test_who_reads_a_run_while_it_goes_on_sees_one_moment_of_it(session: Session) -> None:
    """On SQLite a transaction that reads sees one moment anyway."""
    run = playing.played(session, None, 4)

    def go_on_meanwhile(*_: object) -> None:
        with db.unit_of_work() as elsewhere:
            runs_service.choose(elsewhere, None, run.session_id, playing.move(run), run.revision)

    with db.reading() as reading:
        event.listen(db.engine(), "after_cursor_execute", go_on_meanwhile, once=True)
        seen = runs_service.open_run(reading, None, run.session_id)
    assert seen.rail == run.rail
    session.expire_all()
    assert runs_service.open_run(session, None, run.session_id).scene == 5
