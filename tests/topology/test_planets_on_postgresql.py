"""What several stewards are promised holds on PostgreSQL too: the same tests, another database."""

import pytest

from tests.features.planets import test_builder_api as api
from tests.features.planets import test_builder_crowd as crowd
from tests.features.planets import test_generation as generation
from tests.features.planets import test_planet_api as planets


@pytest.fixture
def database(postgres_database: str) -> str:
    return postgres_database


planet = crowd.planet
stewards = crowd.stewards
me = api.me
other = planets.other
planet_id = planets.planet_id
built_id = generation.built_id

test_starting_at_once = crowd.test_starting_at_once_gives_one_session
test_different_fields = crowd.test_answers_to_different_fields_are_all_kept
test_one_field = crowd.test_of_many_answers_to_one_field_one_is_kept_and_the_others_are_shown_both
test_confirming_at_once = crowd.test_confirming_at_once_orders_one_painting
test_an_invitation = crowd.test_an_invitation_that_many_take_at_once_lets_one_in
test_one_name = crowd.test_planets_of_one_name_made_at_once_have_addresses_of_their_own
test_the_way_to_the_art = api.test_the_way_from_the_first_step_to_the_art
test_half_typed = api.test_half_typed_fields_come_back_to_whoever_typed_them
test_what_is_veiled = planets.test_what_touches_an_avoided_topic_is_veiled_until_one_chooses_to_look
test_leaving = planets.test_a_steward_who_leaves_takes_nothing_along_and_the_creator_everything
test_failing = generation.test_a_failure_leaves_the_planet_editable_with_its_reason
test_versions = generation.test_older_versions_are_kept_and_one_can_be_shown_again
test_deleting = generation.test_a_planet_that_is_deleted_while_it_is_painted_leaves_no_file
