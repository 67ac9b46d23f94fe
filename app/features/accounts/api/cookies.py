"""The session cookie, and the hint beside it that scripts may read."""

from fastapi import Request, Response

from app.features.accounts.service import Origin
from app.kernel.ports.authenticator import SESSION_COOKIE, SIGNED_IN_HINT
from app.rest.deps import client_address, is_https

# The session's row decides when it ends. Browsers keep no cookie longer than this.
_KEPT_SECONDS = 400 * 24 * 3600


def origin_of(request: Request) -> Origin:
    return Origin(client_address(request), request.headers.get("user-agent", ""))


def give_cookies(request: Request, response: Response, secret: str) -> None:
    """Keep the secret where no script can read it, and a hint that there is one where scripts can."""
    secure = is_https(request)
    response.set_cookie(
        SESSION_COOKIE, secret, max_age=_KEPT_SECONDS, path="/", httponly=True, samesite="lax", secure=secure
    )
    response.set_cookie(SIGNED_IN_HINT, "1", max_age=_KEPT_SECONDS, path="/", samesite="lax", secure=secure)


def take_cookies(response: Response) -> None:
    response.delete_cookie(SESSION_COOKIE, path="/", httponly=True, samesite="lax")
    response.delete_cookie(SIGNED_IN_HINT, path="/", samesite="lax")
