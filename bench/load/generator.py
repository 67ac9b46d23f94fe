"""Closed-loop load over keep-alive connections, in one thread: each asks again once it is answered.

Light enough to stay ahead of the servers that it measures (`bench.scenes` prints how far), and exact: no
answer counts that was not judged.
"""

import gc
import math
import re
import selectors
import socket
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter

ANSWER_SECONDS = 30
PIECE = 65536

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_END_OF_HEAD = b"\r\n\r\n"
_FIRST_DIGIT_OF_STATUS = 9


class WrongAnswer(AssertionError):
    """A server answered something else than it was asked for."""


@dataclass(frozen=True)
class Question:
    """A request as it goes over the wire, and how its answer's status and body are judged."""

    wire: bytes
    is_right: Callable[[int, bytes], bool]


@dataclass(frozen=True)
class Load:
    """What was measured: answers a second, and the seconds that each one took, in order of size."""

    rate: float
    seconds: Sequence[float]

    def share(self, percent: float) -> float:
        """The seconds within which `percent` of the answers came."""
        return self.seconds[min(len(self.seconds) - 1, int(len(self.seconds) * percent / 100))]


@dataclass
class _Line:
    """One connection and the question that is open on it."""

    socket: socket.socket
    question: Question
    asked_at: float = 0.0
    arrived: bytes = b""

    def ask(self, question: Question) -> None:
        self.question, self.arrived, self.asked_at = question, b"", perf_counter()
        self.socket.sendall(question.wire)

    def hear(self) -> bool:
        """Take in what has come; whether the answer is whole. Raises `WrongAnswer`, `OSError`."""
        piece = self.socket.recv(PIECE)
        if not piece:
            raise ConnectionResetError("the server hung up in the middle of an answer")
        self.arrived += piece
        head, found, body = self.arrived.partition(_END_OF_HEAD)
        if not found:
            return False
        length = _LENGTH.search(head)
        if length is None:
            raise WrongAnswer(f"an answer without a length: {head!r}")
        if len(body) < int(length[1]):
            return False
        status = int(head[_FIRST_DIGIT_OF_STATUS : _FIRST_DIGIT_OF_STATUS + 3])
        if not self.question.is_right(status, body):
            raise WrongAnswer(f"{self.question.wire!r} was answered {status} {body!r}")
        return True


def drive(port: int, questions: Iterator[Question], *, connections: int, seconds: float = math.inf) -> Load:
    """Ask the server on loopback `port` for that long, or until there is no further question.

    Raises `WrongAnswer`, `OSError`.
    """
    lines = [_connect(port, next(questions)) for _ in range(connections)]
    times: list[float] = []
    gc.collect()
    gc.disable()  # its pauses would count as the server's
    try:
        spent = _converse(lines, questions, seconds, times)
    finally:
        gc.enable()
        for line in lines:
            line.socket.close()
    return Load(len(times) / spent, sorted(times))


def _converse(lines: list[_Line], questions: Iterator[Question], seconds: float, times: list[float]) -> float:
    """Ask and hear until the time is up and all is answered; returns the seconds that it took."""
    with selectors.DefaultSelector() as readable:
        for line in lines:
            readable.register(line.socket, selectors.EVENT_READ, line)
        began = perf_counter()
        for line in lines:
            line.ask(line.question)
        open_lines = len(lines)
        while open_lines:
            ready = readable.select(ANSWER_SECONDS)
            if not ready:
                raise TimeoutError(f"no answer for {ANSWER_SECONDS} s")
            for key, _ in ready:
                line = key.data
                if not line.hear():
                    continue
                now = perf_counter()
                times.append(now - line.asked_at)
                if now - began < seconds and (question := next(questions, None)):
                    line.ask(question)
                else:
                    open_lines -= 1
        return perf_counter() - began


def _connect(port: int, question: Question) -> _Line:
    made = socket.create_connection(("127.0.0.1", port), timeout=ANSWER_SECONDS)
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return _Line(made, question)
