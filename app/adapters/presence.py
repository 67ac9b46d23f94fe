"""Who is where: in this process, or for all of them in Redis."""

import math
import threading
from collections import OrderedDict
from collections.abc import Iterable, Set
from typing import cast

import structlog
from redis import Redis, RedisError

from app.kernel import clock
from app.kernel.ports.presence import SECONDS, Presence

MOST_ROOMS = 10_000

log = structlog.get_logger()


class OwnPresence(Presence):
    """For an installation with one server process."""

    def __init__(self) -> None:
        self._seen: OrderedDict[str, dict[str, float]] = OrderedDict()
        self._turn = threading.Lock()

    def note(self, room: str, who: str) -> Set[str]:
        now = clock.now().timestamp()
        with self._turn:
            seen = self._seen.setdefault(room, {})
            self._seen.move_to_end(room)
            seen[who] = now
            for one in [one for one, at in seen.items() if at <= now - SECONDS]:
                del seen[one]
            if len(self._seen) > MOST_ROOMS:
                self._seen.popitem(last=False)
            return frozenset(seen)

    def here(self, room: str) -> Set[str]:
        since = clock.now().timestamp() - SECONDS
        with self._turn:
            return frozenset(one for one, at in self._seen.get(room, {}).items() if at > since)


class SharedPresence(Presence):
    """For several processes: a sorted set for each room, by when they were seen."""

    def __init__(self, url: str) -> None:
        self._redis = Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1)

    def note(self, room: str, who: str) -> Set[str]:
        now = clock.now().timestamp()
        key = _key(room)
        try:
            with self._redis.pipeline() as asked:
                asked.zadd(key, {who: now})
                asked.zremrangebyscore(key, "-inf", now - SECONDS)
                asked.zrange(key, 0, -1)
                asked.expire(key, math.ceil(SECONDS))
                return _names(asked.execute()[2])
        except RedisError:
            # Nobody is to be kept from their work because it is not known who else is there.
            log.warning("who is here can't be noted", exc_info=True)
            return frozenset({who})

    def here(self, room: str) -> Set[str]:
        try:
            since = f"({clock.now().timestamp() - SECONDS}"
            return _names(cast("list[bytes]", self._redis.zrangebyscore(_key(room), since, "+inf")))
        except RedisError:
            log.warning("who is here can't be told", exc_info=True)
            return frozenset()


def _key(room: str) -> str:
    return f"everkeep:here:{room}"


def _names(found: Iterable[bytes]) -> Set[str]:
    return frozenset(one.decode() for one in found)
