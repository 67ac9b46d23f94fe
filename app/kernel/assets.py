"""Stored files as rows: who owns a file, what it is, and under which key storage keeps it."""

from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, Column
from sqlmodel import Field, Session, SQLModel

from app.kernel import clock, ports
from app.kernel.columns import UtcDateTime
from app.kernel.db import after_commit
from app.kernel.errors import NotFound
from app.kernel.identity import Actor
from app.kernel.ports.storage import Storage


class Asset(SQLModel, table=True):
    """A stored file: an upload, a picture, a render."""

    __tablename__ = "assets"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    account_id: UUID = Field(foreign_key="accounts.id", index=True, ondelete="CASCADE")
    user_id: UUID = Field(foreign_key="users.id", index=True, ondelete="CASCADE")
    kind: str = Field(max_length=40)
    """`source`, `poster`, `strip`, `proxy`, `waveform`, `render`, …"""
    mime: str = Field(max_length=100)
    bytes: int = Field(sa_column=Column(BigInteger, nullable=False))
    storage_key: str = Field(max_length=200, unique=True)
    filename: str = Field(max_length=255)
    """The name that a download gets."""
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)


def publish_file(source: Path, suffix: str) -> tuple[str, int]:
    """Move a finished file into storage under a new key; returns the key and its bytes.

    Slow: call it outside a transaction, then `record` the key inside one. A key that is never
    recorded belongs to the orphan sweep.
    """
    name = uuid4().hex
    key = f"{name[:2]}/{name}{suffix}"
    return key, ports.get(Storage).publish(source, key)


def record(session: Session, asset: Asset) -> Asset:
    """Insert the row of a file that `publish_file` has stored."""
    session.add(asset)
    session.flush()
    return asset


def asset_url(asset_id: UUID | None) -> str | None:
    """Where its owner reads it; None for none."""
    return f"/api/assets/{asset_id}" if asset_id else None


def get_asset(session: Session, actor: Actor, asset_id: UUID) -> Asset:
    """The asset, if it is the actor's own or the actor is a developer. Raises `NotFound`."""
    asset = session.get(Asset, asset_id)
    if asset is None or (asset.user_id != actor.user_id and not actor.is_developer):
        raise NotFound("There is no such file.")
    return asset


def delete_asset(session: Session, asset_id: UUID | None) -> None:
    """Remove the row now and the file once that is committed."""
    asset = session.get(Asset, asset_id) if asset_id else None
    if asset is None:
        return
    key = asset.storage_key
    session.delete(asset)
    session.flush()
    after_commit(session, lambda: ports.get(Storage).delete(key))
