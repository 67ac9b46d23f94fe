"""What a REST endpoint may ask for: a transaction and who is asking.

`def read_draft(session: Transaction, actor: SignedIn) -> …`
"""

from collections.abc import Iterator
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from sqlmodel import Session

from app.kernel import db, ports
from app.kernel.errors import NotAllowed, NotSignedIn
from app.kernel.identity import Actor
from app.kernel.ports.authenticator import SESSION_COOKIE, Authenticator

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def _unit_of_work(request: Request) -> Iterator[Session]:
    opened = db.reading() if request.method in SAFE_METHODS else db.unit_of_work()
    with opened as session:
        yield session


# Function scope: the commit must fail before the response is sent, not after it.
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


def _signed_in(request: Request, actor: Annotated[Actor | None, Depends(_find_actor)]) -> Actor:
    if actor is None:
        raise NotSignedIn
    if request.method not in SAFE_METHODS:
        actor.require_write()
    return actor


MaybeSignedIn = Annotated[Actor | None, Depends(_find_actor)]
SignedIn = Annotated[Actor, Depends(_signed_in)]


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
