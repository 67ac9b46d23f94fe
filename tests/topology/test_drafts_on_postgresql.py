"""What many writers are promised holds on PostgreSQL too: the same tests, another database."""

import pytest

from tests.features.productions import test_draft_service as drafts
from tests.features.productions import test_editing as editing
from tests.features.productions import test_preset_api as presets
from tests.features.productions import test_production_api as productions
from tests.features.productions import test_render_task as renders


@pytest.fixture
def database(postgres_database: str) -> str:
    return postgres_database


draft = drafts.draft
me = productions.me
page = editing.page
production = renders.production

test_any_sequence_of_patches_loses_no_key = drafts.test_any_sequence_of_patches_loses_no_key
test_true_and_one_are_different_values = drafts.test_true_and_one_are_different_values
test_many_devices_with_different_keys_lose_none = drafts.test_many_devices_with_different_keys_lose_none
test_of_many_with_the_same_revision_one_wins = (
    drafts.test_of_many_with_the_same_revision_one_wins_and_the_rest_are_told
)
test_opening_at_once_gives_one_draft = drafts.test_opening_at_once_gives_one_draft
test_a_second_active_draft_cannot_be_stored = (
    drafts.test_a_second_active_draft_of_a_film_cannot_be_stored_but_archived_ones_can
)
test_starting_over_archives_and_begins_empty = drafts.test_starting_over_archives_and_begins_empty
test_looking_at_once_brings_the_defaults_once = (
    presets.test_looking_at_once_from_many_places_brings_the_defaults_once
)
test_clicking_at_once_makes_one_production = productions.test_clicking_at_once_makes_one_production
test_deleting_removes_the_row_and_the_files = productions.test_deleting_removes_the_row_and_the_files
test_of_two_runs_at_once_one_is_recorded = (
    renders.test_of_two_runs_at_once_one_is_recorded_and_the_others_files_go
)
test_a_film_that_comes_after_the_cancel_is_not_kept = (
    renders.test_a_film_that_comes_after_the_cancel_is_not_kept
)
test_of_many_edits_of_one_revision_one_is_made = editing.test_of_many_edits_of_one_revision_one_is_made
test_the_last_fifty_steps_are_kept = editing.test_the_last_fifty_steps_are_kept
test_an_asking_whose_answer_was_lost_is_not_done_twice = (
    editing.test_an_asking_whose_answer_was_lost_is_not_done_twice
)
