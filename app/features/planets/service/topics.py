"""Topics that a planet may touch, and those that a person wants to be warned of."""

from collections.abc import Iterable

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete

from app.features.planets import queries
from app.features.planets.errors import UnknownTopics
from app.features.planets.models import AvoidedTopic
from app.features.planets.rules.steps import load_steps
from app.features.planets.schemas.planets import ListedTopic
from app.kernel.identity import Actor


def known_topics(session: Session, fields: Iterable[str]) -> set[int]:
    """The ids of all topics, if one of these fields of the builder takes them; else there is no need."""
    asked = {question.id for question in load_steps().questions() if question.topics}
    return queries.topic_ids(session) if asked & set(fields) else set()


def list_topics(session: Session, actor: Actor) -> list[ListedTopic]:
    """Every topic by name, and whether the actor avoids it."""
    avoided = queries.avoided_topics(session, actor.user_id)
    return [
        ListedTopic(id=topic.id, name=topic.name, slug=topic.slug, avoided=topic.id in avoided)
        for topic in queries.all_topics(session)
        if topic.id is not None
    ]


def avoid_topics(session: Session, actor: Actor, topic_ids: list[int]) -> list[ListedTopic]:
    """Warn the actor of these topics and no others. Raises `UnknownTopics`."""
    wanted = set(topic_ids)
    if unknown := sorted(wanted - queries.topic_ids(session)):
        raise UnknownTopics(unknown)
    session.execute(delete(AvoidedTopic).where(col(AvoidedTopic.user_id) == actor.user_id))
    session.add_all(AvoidedTopic(user_id=actor.user_id, topic_id=topic_id) for topic_id in sorted(wanted))
    session.flush()
    return list_topics(session, actor)


def avoid_topic(session: Session, actor: Actor, topic_id: int, avoided: bool) -> list[ListedTopic]:
    """Warn the actor of this topic, or no longer; the others stay as they are. Raises `UnknownTopics`."""
    if topic_id not in queries.topic_ids(session):
        raise UnknownTopics([topic_id])
    if not avoided:
        one = (col(AvoidedTopic.user_id) == actor.user_id, col(AvoidedTopic.topic_id) == topic_id)
        session.execute(delete(AvoidedTopic).where(*one))
    elif topic_id not in queries.avoided_topics(session, actor.user_id):
        _note(session, actor, topic_id)
    return list_topics(session, actor)


def _note(session: Session, actor: Actor, topic_id: int) -> None:
    try:
        with session.begin_nested():
            session.add(AvoidedTopic(user_id=actor.user_id, topic_id=topic_id))
    except IntegrityError:
        return  # another tab of theirs was faster
