"""Personal API tokens: named, shown once, revocable."""

from uuid import UUID

from sqlmodel import Session, col, select

from app.features.accounts.errors import NoSuchToken, TooManyTokens
from app.features.accounts.models import ApiToken
from app.features.accounts.schemas import ApiTokenView, NewToken, NewTokenView
from app.features.accounts.service.keys import TOKEN_PREFIX, new_secret
from app.kernel import clock
from app.kernel.identity import Actor, Scope
from app.kernel.secret_hashes import hash_secret

MAX_TOKENS = 50


def create_token(session: Session, actor: Actor, wanted: NewToken) -> NewTokenView:
    """Make a token. The secret leaves with this view and is not kept. Raises `TooManyTokens`."""
    if len(list_tokens(session, actor)) >= MAX_TOKENS:
        raise TooManyTokens(MAX_TOKENS)
    secret = new_secret(TOKEN_PREFIX)
    scopes = [scope.value for scope in Scope if scope in wanted.scopes]
    token = ApiToken(
        user_id=actor.user_id,
        name=wanted.name,
        secret_hash=hash_secret(secret),
        scopes=scopes,
        created_at=clock.now(),
    )
    session.add(token)
    session.flush()
    return NewTokenView(token=ApiTokenView.model_validate(token), secret=secret)


def list_tokens(session: Session, actor: Actor) -> list[ApiTokenView]:
    """The actor's tokens, newest first."""
    found = (
        select(ApiToken).where(ApiToken.user_id == actor.user_id).order_by(col(ApiToken.created_at).desc())
    )
    return [ApiTokenView.model_validate(token) for token in session.exec(found)]


def revoke_token(session: Session, actor: Actor, token_id: UUID) -> None:
    """End a token at once. Raises `NoSuchToken`."""
    token = session.get(ApiToken, token_id)
    if token is None or token.user_id != actor.user_id:
        raise NoSuchToken
    session.delete(token)


def note_use(session: Session, token_id: UUID) -> None:
    """Remember that a token was used now."""
    if (token := session.get(ApiToken, token_id)) is not None:
        token.last_used_at = clock.now()
