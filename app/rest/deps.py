"""What a REST endpoint may ask for: a transaction and who is asking.

`def read_draft(session: Transaction, actor: SignedIn) -> …`
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, asynccontextmanager
from typing import Annotated, Concatenate, ParamSpec, TypeVar
from urllib.parse import urlsplit

from anyio import to_thread
from fastapi import Depends, Request
from sqlmodel import Session

from app.kernel import db, ports
from app.kernel.config import settings
from app.kernel.errors import NotAllowed, NotSignedIn
from app.kernel.identity import Actor
from app.kernel.ports.authenticator import SESSION_COOKIE, Authenticator
from app.rest.turns import turn

P = ParamSpec("P")
R = TypeVar("R")

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


# Function scope: the commit must fail before the response is sent, not after it.
_Turn = Annotated[None, Depends(turn, scope="function")]


def _unit_of_work(request: Request, _: _Turn) -> Iterator[Session]:
    opened = db.reading() if request.method in SAFE_METHODS else db.unit_of_work()
    with opened as session:
        yield session


Transaction = Annotated[Session, Depends(_unit_of_work, scope="function")]


def _find_actor(request: Request, session: Transaction) -> Actor | None:
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    known = ports.get(Authenticator)
    if scheme.lower() == "bearer":
        return known.by_bearer(session, secret.strip())
    cookie = request.cookies.get(SESSION_COOKIE)
    if cookie is None:
        return None
    if request.method not in SAFE_METHODS:
        require_same_origin(request)
    return known.by_browser_session(session, cookie)


# Looked up and judged in one step: each dependency is a thread's turn, with the writer's lock held meanwhile.
def signed_in(request: Request, session: Transaction) -> Actor:
    """Who asks. Raises `NotSignedIn`, `NotAllowed` for viewers who would write."""
    actor = _require(_find_actor(request, session))
    if request.method not in SAFE_METHODS:
        actor.require_write()
    return actor


def _personal(request: Request, session: Transaction) -> Actor:
    actor = _require(_find_actor(request, session))
    if request.method not in SAFE_METHODS:
        actor.require_writing_scope()
    return actor


def _oneself(request: Request, session: Transaction) -> Actor:
    actor = _require(_find_actor(request, session))
    if actor.browser_session_id is None:
        raise NotAllowed("An API token can't do this. Sign in with your password.")
    return actor


def _require(actor: Actor | None) -> Actor:
    if actor is None:
        raise NotSignedIn
    return actor


def _open_transaction(_: _Turn) -> Callable[[], AbstractContextManager[Session]]:
    return db.unit_of_work


MaybeSignedIn = Annotated[Actor | None, Depends(_find_actor)]
SignedIn = Annotated[Actor, Depends(signed_in)]
# For what is a person's own affair, such as what they want to be warned of: viewers change it, too.
Personal = Annotated[Actor, Depends(_personal)]
# For one's own password, tokens and sessions: a person who signed in, viewers too, but no API token.
Oneself = Annotated[Actor, Depends(_oneself)]
# For the rare endpoint with slow work between two transactions.
Transactions = Annotated[
    Callable[[], AbstractContextManager[Session]], Depends(_open_transaction, scope="function")
]


def read(
    request: Request,
    service: Callable[Concatenate[Session, Actor, P], R],
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """Run a service that only reads in a transaction that ends here, before slow work begins."""
    with db.reading() as session:
        return service(session, signed_in(request, session), *args, **kwargs)


async def who_asks(request: Request) -> Actor | None:
    """For an endpoint that anyone may ask, without a transaction of its own.

    Only who says who they are is looked up; None for everybody else, and for secrets that don't hold.
    Raises `NotAllowed` when a token that may only read asks to write.
    """
    if "authorization" not in request.headers and SESSION_COOKIE not in request.cookies:
        return None
    async with asynccontextmanager(turn)():
        actor = await to_thread.run_sync(_look_up, request)
    if actor is not None and request.method not in SAFE_METHODS:
        actor.require_writing_scope()
    return actor


def _look_up(request: Request) -> Actor | None:
    with db.reading() as session:
        return _find_actor(request, session)


def require_same_origin(request: Request) -> None:
    """Raise `NotAllowed` when another site's page made a browser send this request."""
    origin = request.headers.get("origin")
    if origin is None:
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            raise NotAllowed("This request came from another site.")
        return
    host = request.headers.get("x-forwarded-host") or request.headers.get("host", "")
    if urlsplit(origin).netloc != host:
        raise NotAllowed("This request came from another site.")


def client_address(request: Request) -> str:
    """Where the request came from: as many hops before the last as proxies are trusted."""
    hops = settings().trusted_proxy_hops
    named = [part.strip() for part in request.headers.get("x-forwarded-for", "").split(",") if part.strip()]
    if hops and len(named) >= hops:
        return named[-hops]
    return request.client.host if request.client else ""


def is_https(request: Request) -> bool:
    """Whether the browser speaks https, to us or to the proxy before us."""
    return request.headers.get("x-forwarded-proto", request.url.scheme).split(",")[0].strip() == "https"


class ShortTransactions:
    """For an endpoint that streams: each service that it runs gets a transaction of its own.

    Who is asking is resolved each time, so a session that ends stops a long upload too.
    """

    def __init__(self, request: Request) -> None:
        self._request = request

    def __call__(
        self, service: Callable[Concatenate[Session, Actor, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        with db.unit_of_work() as session:
            return service(session, self._actor(session), *args, **kwargs)

    def _actor(self, session: Session) -> Actor:
        return signed_in(self._request, session)

    def require_signed_in(self) -> None:
        """Raise `NotSignedIn` or `NotAllowed` before anything of the body is read."""
        with db.reading() as session:
            self._actor(session)


class OwnTransactions(ShortTransactions):
    """The same for an endpoint of `Oneself` with slow work between two transactions."""

    def __init__(self, request: Request, _: _Turn) -> None:
        super().__init__(request)
        self.require_signed_in()  # before the body is judged

    def _actor(self, session: Session) -> Actor:
        return _oneself(self._request, session)


OwnTransacts = Annotated[OwnTransactions, Depends(OwnTransactions, scope="function")]
Transacts = Annotated[ShortTransactions, Depends(ShortTransactions)]
