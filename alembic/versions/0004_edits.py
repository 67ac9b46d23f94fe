"""Steps of a draft's timeline, also before its film is here; what half typed answers began from; captions

Revision ID: 0004
Revises: 0003
"""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.add_column(
        "planet_builder_sessions",
        sa.Column(
            "typed_over",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            server_default="{}",
            nullable=False,
        ),
    )
    op.create_table(
        "draft_steps",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=60), nullable=False),
        sa.Column("move", sa.String(length=40), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.Column(
            "other",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["draft_id"],
            ["production_drafts.id"],
            name=op.f("fk_draft_steps_draft_id_production_drafts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("draft_id", "number", name=op.f("pk_draft_steps")),
    )
    op.add_column("uploads", sa.Column("known_seconds", sa.Float(), nullable=True))
    op.add_column(
        "production_drafts", sa.Column("note", sa.String(length=300), server_default="", nullable=False)
    )
    _create_captions()
    _create_production_captions()
    _create_production_files()
    op.add_column("productions", sa.Column("way", sa.String(length=10), nullable=True))
    op.add_column("productions", sa.Column("way_reason", sa.String(length=300), nullable=True))


def _create_captions() -> None:
    op.create_table(
        "captions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("upload_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=512), nullable=False),
        sa.Column("language", sa.String(length=30), nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("webvtt", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *_belongs_to("captions", account_id="accounts", upload_id="uploads", user_id="users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_captions")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_captions_upload_id"), "captions", ["upload_id"])
    op.create_index(op.f("ix_captions_user_id"), "captions", ["user_id"])


def _create_production_captions() -> None:
    op.create_table(
        "production_captions",
        sa.Column("production_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=30), nullable=False),
        sa.Column("burnt_in", sa.Boolean(), nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("webvtt", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        *_belongs_to("production_captions", production_id="productions"),
        sa.PrimaryKeyConstraint("production_id", "language", "burnt_in", name=op.f("pk_production_captions")),
    )


def _create_production_files() -> None:
    op.create_table(
        "production_files",
        sa.Column("production_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column(
            "facts",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
        ),
        *_belongs_to("production_files", asset_id="assets", production_id="productions"),
        sa.PrimaryKeyConstraint("production_id", "part", name=op.f("pk_production_files")),
        sa.UniqueConstraint("asset_id", name=op.f("uq_production_files_asset_id")),
    )


def _belongs_to(table: str, **owners: str) -> list[sa.ForeignKeyConstraint]:
    """Foreign keys to rows with which a row of `table` goes."""
    return [
        sa.ForeignKeyConstraint(
            [column], [f"{owner}.id"], name=op.f(f"fk_{table}_{column}_{owner}"), ondelete="CASCADE"
        )
        for column, owner in owners.items()
    ]


def downgrade() -> None:
    op.drop_table("production_files")
    op.drop_column("productions", "way_reason")
    op.drop_column("productions", "way")
    op.drop_table("production_captions")
    op.drop_table("captions")
    op.drop_column("production_drafts", "note")
    op.drop_column("uploads", "known_seconds")
    op.drop_column("planet_builder_sessions", "typed_over")
    op.drop_table("draft_steps")
