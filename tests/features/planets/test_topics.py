"""Topics to avoid: a person's own affair, kept with each click."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import Session, select

from app.features.accounts.models import User
from app.features.planets.errors import UnknownTopics
from app.features.planets.models import AvoidedTopic
from app.features.planets.service.topics import avoid_topic
from app.features.planets.state.topics import TopicsState
from app.kernel.identity import Actor, Role, Scope
from tests.fakes import Fakes
from tests.fakes.authenticator import actor_of
from tests.rest_client import Client
from tests.state_runner import Runner


def avoided_by(session: Session, user: User) -> Collection[int]:
    return set(session.exec(select(AvoidedTopic.topic_id).where(AvoidedTopic.user_id == user.id)))


async def test_each_click_is_kept_at_once(runner: Runner, session: Session, user: User) -> None:
    runner.sign_in(user)
    await runner.run(TopicsState.load, TopicsState.avoid(3, True), TopicsState.avoid(9, True))
    await runner.run(TopicsState.avoid(3, False))
    state = await runner.state(TopicsState)
    assert [topic["id"] for topic in state.topics if topic["avoided"]] == [9]
    assert state.saving == "saved"
    assert avoided_by(session, user) == {9}


async def test_a_viewer_chooses_for_themselves(
    runner: Runner, fakes: Fakes, session: Session, user: User
) -> None:
    viewer = replace(actor_of(user), role=Role.VIEWER)
    runner.use_cookie(fakes.authenticator.admit(viewer))
    await runner.run(TopicsState.load, TopicsState.avoid(3, True))
    assert avoided_by(session, user) == {3}


@pytest.mark.parametrize(
    ("who", "status"), [({"role": Role.VIEWER}, 200), ({"scopes": frozenset({Scope.READ})}, 403)]
)
def test_over_rest_viewers_choose_and_tokens_that_may_only_read_do_not(
    who: dict[str, Any], status: int, client: Client, fakes: Fakes, user: User
) -> None:
    secret = fakes.authenticator.admit(replace(actor_of(user), **who))
    client.headers["Authorization"] = f"Bearer {secret}"
    answer = client.put("/api/trigger-topics/avoided", json={"topic_ids": [4]})
    assert answer.status_code == status


def test_one_topic_leaves_the_others_alone(session: Session, user: User, actor: Actor) -> None:
    for topic_id in (1, 2, 2):
        avoid_topic(session, actor, topic_id, avoided=True)
    avoid_topic(session, actor, 1, avoided=False)
    assert avoided_by(session, user) == {2}
    with pytest.raises(UnknownTopics):
        avoid_topic(session, actor, 99_999, avoided=True)
