"""Signing in, links that work once and departure hold on PostgreSQL too: the same tests, another database."""

import pytest

from tests.features.accounts import conftest as people
from tests.features.accounts import test_api as api
from tests.features.accounts import test_service as service


@pytest.fixture
def database(postgres_database: str) -> str:
    return postgres_database


cheap_hash = people.cheap_hash
real_accounts = people.real_accounts
rest = people.rest
another_browser = people.another_browser
ada = people.ada

test_wrong_passwords_are_answered_ever_more_slowly = api.test_wrong_passwords_are_answered_ever_more_slowly
test_a_session_ends_30_days_after_its_last_use = api.test_a_session_ends_30_days_after_its_last_use
test_a_second_registration_is_refused = api.test_a_second_registration_with_the_same_email_is_refused
test_a_forgotten_password = api.test_a_forgotten_password_is_replaced_by_a_link_that_works_once
test_an_invited_person_joins = api.test_an_invited_person_joins_the_account_in_the_given_role
test_an_account_keeps_an_owner = api.test_an_account_keeps_an_owner
test_a_tokens_last_use_is_shown = api.test_a_tokens_last_use_is_shown
test_an_export_holds_rows_without_secrets = api.test_an_export_holds_rows_without_secrets
test_deleting_oneself_leaves_nothing = api.test_deleting_oneself_needs_the_password_and_leaves_nothing
test_departure = service.test_deleting_oneself_takes_rows_and_files_and_leaves_other_people_alone
test_an_email_that_is_taken = service.test_an_email_that_is_taken_leaves_no_empty_account
test_old_attempts_are_forgotten = service.test_old_attempts_are_forgotten
