"""Counting calls: in this process, or for all of them in Redis."""

import math
import threading
from collections import OrderedDict, deque

import structlog
from redis import Redis, RedisError

from app.kernel import clock
from app.kernel.ports.pace import MINUTE, Pace

MOST_SUBJECTS = 10_000

log = structlog.get_logger()


class OwnPace(Pace):
    """For an installation with one server process. The minute slides."""

    def __init__(self) -> None:
        self._calls: OrderedDict[str, deque[float]] = OrderedDict()
        self._turn = threading.Lock()

    def wait(self, subject: str, calls: int) -> int:
        now = clock.now().timestamp()
        with self._turn:
            times = self._calls.setdefault(subject, deque())
            self._calls.move_to_end(subject)
            while times and times[0] <= now - MINUTE:
                times.popleft()
            if len(times) >= calls:
                return max(1, math.ceil(times[0] + MINUTE - now))
            times.append(now)
            if len(self._calls) > MOST_SUBJECTS:
                self._calls.popitem(last=False)
            return 0


class SharedPace(Pace):
    """For several processes. Minutes begin on the clock's own."""

    def __init__(self, url: str) -> None:
        self._redis = Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1)

    def wait(self, subject: str, calls: int) -> int:
        now = clock.now().timestamp()
        key = f"everkeep:pace:{subject}:{int(now // MINUTE)}"
        try:
            with self._redis.pipeline() as asked:
                asked.incr(key)
                asked.expire(key, 2 * MINUTE)
                count = int(asked.execute()[0])
        except RedisError:
            # Nobody is to be kept from their work because a counter is away.
            log.warning("calls can't be counted", exc_info=True)
            return 0
        return 0 if count <= calls else max(1, math.ceil(MINUTE - now % MINUTE))
