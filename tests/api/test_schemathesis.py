"""REST, fuzzed from its own description: whatever is sent, nothing answers with a fault."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase
from hypothesis import settings as effort
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance
from sqlmodel import Session

from app.api import make_api, wrapped
from app.features.accounts.models import User
from app.kernel import clock
from app.kernel.jobs.models import Worker
from tests.factories import saved
from tests.factories.planets import make_art, make_builder_session, make_planet
from tests.factories.productions import make_draft, make_preset, make_production, make_upload
from tests.fakes import Fakes

EXAMPLES = 10
CHECKS = [not_a_server_error, response_schema_conformance]

api = make_api()
schema = schemathesis.openapi.from_dict(api.openapi())


schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")


@pytest.fixture
def bearer(session: Session, fakes: Fakes, user: User) -> str:
    """The token of somebody with one thing of each kind, so that small ids find something."""
    upload = make_upload(session, user)
    make_preset(session, user)
    make_draft(session, user, upload)
    make_production(session, user, upload)
    planet = make_planet(session, user)
    make_builder_session(session, planet)
    make_art(session, planet, user)
    saved(session, Worker(name="host:1:1", threads=1, seen_at=clock.now()))
    return fakes.authenticator.admit(user)


@schema.parametrize()
@effort(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_nothing_sent_makes_a_fault(case: Any, bearer: str) -> None:
    case.headers["Authorization"] = f"Bearer {bearer}"
    case.call_and_validate(app=wrapped(api), checks=CHECKS)
