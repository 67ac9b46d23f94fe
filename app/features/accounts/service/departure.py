"""Leaving: everything of a person's as an export, or deleted."""

from sqlmodel import Session, col, select

from app.features.accounts import queries
from app.features.accounts.errors import LastOwner
from app.features.accounts.models import User
from app.features.accounts.schemas import Departure, ExportedFile, ExportView
from app.features.accounts.service.password import check_own_password, own_user_with
from app.features.accounts.service.people import own_user
from app.kernel import personal
from app.kernel.assets import Asset, delete_asset
from app.kernel.identity import Actor
from app.kernel.transact import Transact


def export_everything(session: Session, actor: Actor) -> ExportView:
    """Every row that belongs to the actor, and which stored files go with them."""
    user = own_user(session, actor)
    rows = personal.rows_of(session, user.id) | {"users": [personal.plain_row(user)]}
    owned = select(Asset).where(Asset.user_id == user.id).order_by(col(Asset.created_at))
    files = [
        ExportedFile(
            name=f"files/{asset.id}/{personal.safe_name(asset.filename)}", storage_key=asset.storage_key
        )
        for asset in session.exec(owned)
    ]
    return ExportView(rows=rows, files=files)


def delete_me(transact: Transact, departure: Departure) -> None:
    """Delete the actor, and the account with its last person. Raises `WrongPassword`, `LastOwner`."""
    checked = check_own_password(transact, departure.password, "password")
    transact(_leave, checked.password_hash)


def _leave(session: Session, actor: Actor, checked_hash: str) -> None:
    user = own_user_with(session, actor, checked_hash, "password")
    others = queries.other_members(session, user)
    if others and all(owner.id == user.id for owner in queries.owners(session, user.account_id)):
        raise LastOwner
    account = None if others else queries.account_of(session, user)
    remove_user(session, user)
    if account is not None:
        session.delete(account)


def remove_user(session: Session, user: User) -> None:
    """Delete a user with their rows now, and their files once that is committed."""
    for asset_id in session.exec(select(Asset.id).where(Asset.user_id == user.id)).all():
        delete_asset(session, asset_id)
    session.delete(user)
    session.flush()
