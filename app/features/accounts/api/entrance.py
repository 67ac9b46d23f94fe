"""The ways in: register, sign in, an invitation, a forgotten password. And the way out."""

from fastapi import APIRouter, Request, Response

from app.features.accounts import service
from app.features.accounts.api.cookies import give_cookies, origin_of, take_cookies
from app.features.accounts.schemas import (
    Acceptance,
    Credentials,
    ForgottenPassword,
    PasswordReset,
    Registration,
    SignedInView,
)
from app.rest.deps import MaybeSignedIn, Transaction, Transactions, require_same_origin
from app.rest.failures import failures

router = APIRouter(prefix="/api/auth", tags=["Sign-in"])


@router.post("/register", status_code=201, responses=failures(400, 403, 409, 429))
def register(
    request: Request, response: Response, transactions: Transactions, body: Registration
) -> SignedInView:
    """Make an account and sign in as its owner."""
    require_same_origin(request)
    signed_in = service.register(transactions, body, origin_of(request))
    give_cookies(request, response, signed_in.access_token)
    return signed_in


@router.post("/login", responses=failures(400, 401, 403, 429))
def login(
    request: Request, response: Response, transactions: Transactions, body: Credentials
) -> SignedInView:
    """Sign in. Programs use `access_token` as a bearer token, browsers get it as an HttpOnly cookie."""
    require_same_origin(request)
    signed_in = service.sign_in(transactions, body, origin_of(request))
    give_cookies(request, response, signed_in.access_token)
    return signed_in


@router.post("/logout", status_code=204, responses=failures(403))
def logout(response: Response, session: Transaction, actor: MaybeSignedIn) -> None:
    """End this session wherever it is open. Also fine when it has ended already."""
    if actor is not None:
        service.sign_out(session, actor)
    take_cookies(response)


@router.post("/password/forgotten", status_code=202, responses=failures(400, 403, 429))
def forgotten_password(request: Request, session: Transaction, body: ForgottenPassword) -> dict[str, str]:
    """Have a link sent that sets a new password. The answer is the same for every e-mail."""
    require_same_origin(request)
    service.request_password_link(session, body, origin_of(request))
    return {"message": "If somebody signs in with this e-mail, a link is on its way to them."}


@router.post("/password/reset", status_code=204, responses=failures(400, 403, 404))
def reset_password(request: Request, transactions: Transactions, body: PasswordReset) -> None:
    """Set a new password with the token of a link, and sign out everywhere."""
    require_same_origin(request)
    service.reset_password(transactions, body)


@router.post("/invitations/accept", status_code=201, responses=failures(400, 403, 404, 409))
def accept_invitation(
    request: Request, response: Response, transactions: Transactions, body: Acceptance
) -> SignedInView:
    """Join an account with the token of an invitation, and sign in."""
    require_same_origin(request)
    signed_in = service.accept_invitation(transactions, body, origin_of(request))
    give_cookies(request, response, signed_in.access_token)
    return signed_in
