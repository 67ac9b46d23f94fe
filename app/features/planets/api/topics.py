"""REST of trigger topics and of what a person wants to be warned of."""

from fastapi import APIRouter

from app.features.planets.schemas.planets import Avoidance, TopicList
from app.features.planets.service import topics
from app.rest.deps import Personal, SignedIn, Transaction
from app.rest.failures import failures

router = APIRouter(prefix="/api/trigger-topics", tags=["Planets"])


@router.get("", responses=failures(401))
def list_topics(session: Transaction, actor: SignedIn) -> TopicList:
    """Every topic, and whether you avoid it."""
    return TopicList(topics=topics.list_topics(session, actor))


@router.put("/avoided", responses=failures(400, 401, 403))
def avoid_topics(session: Transaction, actor: Personal, wanted: Avoidance) -> TopicList:
    """Be warned of these topics and no others: planets that touch them are veiled until you look."""
    return TopicList(topics=topics.avoid_topics(session, actor, wanted.topic_ids))
