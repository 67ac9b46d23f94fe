"""Planets: who shares them, how they are built and look, their art, and topics to be warned of

Revision ID: 0003
Revises: 0002
"""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TOPICS = (
    "Abuse",
    "Addiction",
    "Animal harm",
    "Blood",
    "Body horror",
    "Bullying",
    "Captivity",
    "Child harm",
    "Death",
    "Discrimination",
    "Drowning",
    "Eating disorders",
    "Fire",
    "Flashing lights",
    "Gore",
    "Grief",
    "Heights",
    "Illness",
    "Insects",
    "Loud noises",
    "Medical procedures",
    "Needles",
    "Pregnancy loss",
    "Self-harm",
    "Sexual violence",
    "Spiders",
    "Tight spaces",
    "Violence",
    "War",
    "Weapons",
)


def upgrade() -> None:
    topics = op.create_table(
        "trigger_topics",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trigger_topics")),
        sa.UniqueConstraint("name", name=op.f("uq_trigger_topics_name")),
        sa.UniqueConstraint("slug", name=op.f("uq_trigger_topics_slug")),
    )
    op.bulk_insert(
        topics,
        [{"name": name, "slug": name.lower().replace(" ", "-")} for name in TOPICS],
    )
    op.create_table(
        "avoided_topics",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["topic_id"],
            ["trigger_topics.id"],
            name=op.f("fk_avoided_topics_topic_id_trigger_topics"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_avoided_topics_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "topic_id", name=op.f("pk_avoided_topics")),
    )
    with op.batch_alter_table("avoided_topics", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_avoided_topics_topic_id"), ["topic_id"], unique=False)

    op.create_table(
        "planets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("creator_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("slug", sa.String(length=140), nullable=False),
        sa.Column("tagline", sa.String(length=200), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("accent_color", sa.String(length=7), nullable=False),
        sa.Column("visibility", sa.String(length=30), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_planets_account_id_accounts"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["creator_id"], ["users.id"], name=op.f("fk_planets_creator_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planets")),
        sa.UniqueConstraint("slug", name=op.f("uq_planets_slug")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("planets", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_planets_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_planets_creator_id"), ["creator_id"], unique=False)

    op.create_table(
        "planet_appearances",
        sa.Column("planet_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("tagline", sa.String(length=200), nullable=False),
        sa.Column("motto", sa.String(length=200), nullable=False),
        sa.Column("primary_color", sa.String(length=7), nullable=True),
        sa.Column("secondary_color", sa.String(length=7), nullable=True),
        sa.Column("palette", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("surface_type", sa.String(length=30), nullable=True),
        sa.Column(
            "surface_descriptors", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("ring_style", sa.String(length=30), nullable=False),
        sa.Column(
            "ring_descriptors", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("ring_color", sa.String(length=7), nullable=True),
        sa.Column("has_moons", sa.Boolean(), nullable=False),
        sa.Column("moon_count", sa.Integer(), nullable=False),
        sa.Column(
            "moon_descriptors", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("atmosphere_style", sa.String(length=30), nullable=False),
        sa.Column(
            "atmosphere_descriptors", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("origin_type", sa.String(length=30), nullable=False),
        sa.Column("materials", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("emotional_tone", sa.String(length=30), nullable=True),
        sa.Column("tone_label", sa.String(length=80), nullable=False),
        sa.Column("accessibility_notes", sa.Text(), nullable=False),
        sa.Column(
            "custom_warnings", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("hero_asset_id", sa.Uuid(), nullable=True),
        sa.Column("card_asset_id", sa.Uuid(), nullable=True),
        sa.Column("icon_asset_id", sa.Uuid(), nullable=True),
        sa.Column("spin_asset_id", sa.Uuid(), nullable=True),
        sa.Column("hero_prompt", sa.Text(), nullable=False),
        sa.Column("icon_prompt", sa.Text(), nullable=False),
        sa.Column("generator_version", sa.String(length=40), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("art_version", sa.Integer(), nullable=True),
        sa.Column("error", sa.String(length=1000), nullable=True),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["card_asset_id"],
            ["assets.id"],
            name=op.f("fk_planet_appearances_card_asset_id_assets"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["hero_asset_id"],
            ["assets.id"],
            name=op.f("fk_planet_appearances_hero_asset_id_assets"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["icon_asset_id"],
            ["assets.id"],
            name=op.f("fk_planet_appearances_icon_asset_id_assets"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["job_id"], ["jobs.id"], name=op.f("fk_planet_appearances_job_id_jobs"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["planet_id"],
            ["planets.id"],
            name=op.f("fk_planet_appearances_planet_id_planets"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["spin_asset_id"],
            ["assets.id"],
            name=op.f("fk_planet_appearances_spin_asset_id_assets"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("planet_id", name=op.f("pk_planet_appearances")),
    )
    op.create_table(
        "planet_art_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("planet_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("attributes", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("recipe", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("hero_prompt", sa.Text(), nullable=False),
        sa.Column("icon_prompt", sa.Text(), nullable=False),
        sa.Column("generator_version", sa.String(length=40), nullable=False),
        sa.Column("hero_asset_id", sa.Uuid(), nullable=True),
        sa.Column("card_asset_id", sa.Uuid(), nullable=True),
        sa.Column("icon_asset_id", sa.Uuid(), nullable=True),
        sa.Column("spin_asset_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["card_asset_id"],
            ["assets.id"],
            name=op.f("fk_planet_art_versions_card_asset_id_assets"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["hero_asset_id"],
            ["assets.id"],
            name=op.f("fk_planet_art_versions_hero_asset_id_assets"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["icon_asset_id"],
            ["assets.id"],
            name=op.f("fk_planet_art_versions_icon_asset_id_assets"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["planet_id"],
            ["planets.id"],
            name=op.f("fk_planet_art_versions_planet_id_planets"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["spin_asset_id"],
            ["assets.id"],
            name=op.f("fk_planet_art_versions_spin_asset_id_assets"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planet_art_versions")),
        sa.UniqueConstraint("planet_id", "number", name=op.f("uq_planet_art_versions_planet_id")),
    )
    op.create_table(
        "planet_builder_sessions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("planet_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("steps_version", sa.Integer(), nullable=False),
        sa.Column("step_index", sa.Integer(), nullable=False),
        sa.Column("attributes", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("skipped_steps", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("confirmations", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("borrowed", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("earlier", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("marks", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("typed", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("places", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(length=30), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["planet_id"],
            ["planets.id"],
            name=op.f("fk_planet_builder_sessions_planet_id_planets"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_planet_builder_sessions_user_id_users"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planet_builder_sessions")),
    )
    with op.batch_alter_table("planet_builder_sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_planet_builder_sessions_planet_id"), ["planet_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_planet_builder_sessions_user_id"), ["user_id"], unique=False)
        batch_op.create_index(
            "uq_planet_builder_sessions_active",
            ["planet_id"],
            unique=True,
            sqlite_where=sa.text("is_active = 1"),
            postgresql_where=sa.text("is_active"),
        )

    op.create_table(
        "planet_invitations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("planet_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("invited_by_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["invited_by_id"],
            ["users.id"],
            name=op.f("fk_planet_invitations_invited_by_id_users"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["planet_id"],
            ["planets.id"],
            name=op.f("fk_planet_invitations_planet_id_planets"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planet_invitations")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_planet_invitations_secret_hash")),
    )
    with op.batch_alter_table("planet_invitations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_planet_invitations_planet_id"), ["planet_id"], unique=False)

    op.create_table(
        "planet_memberships",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("planet_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("invited_by_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["invited_by_id"],
            ["users.id"],
            name=op.f("fk_planet_memberships_invited_by_id_users"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["planet_id"],
            ["planets.id"],
            name=op.f("fk_planet_memberships_planet_id_planets"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_planet_memberships_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planet_memberships")),
        sa.UniqueConstraint("planet_id", "user_id", name=op.f("uq_planet_memberships_planet_id")),
    )
    with op.batch_alter_table("planet_memberships", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_planet_memberships_user_id"), ["user_id"], unique=False)

    op.create_table(
        "planet_appearance_topics",
        sa.Column("planet_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["planet_id"],
            ["planet_appearances.planet_id"],
            name=op.f("fk_planet_appearance_topics_planet_id_planet_appearances"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"],
            ["trigger_topics.id"],
            name=op.f("fk_planet_appearance_topics_topic_id_trigger_topics"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("planet_id", "topic_id", name=op.f("pk_planet_appearance_topics")),
    )
    with op.batch_alter_table("planet_appearance_topics", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_planet_appearance_topics_topic_id"), ["topic_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("planet_appearance_topics", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_planet_appearance_topics_topic_id"))

    op.drop_table("planet_appearance_topics")
    with op.batch_alter_table("planet_memberships", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_planet_memberships_user_id"))

    op.drop_table("planet_memberships")
    with op.batch_alter_table("planet_invitations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_planet_invitations_planet_id"))

    op.drop_table("planet_invitations")
    with op.batch_alter_table("planet_builder_sessions", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_planet_builder_sessions_active",
            sqlite_where=sa.text("is_active = 1"),
            postgresql_where=sa.text("is_active"),
        )
        batch_op.drop_index(batch_op.f("ix_planet_builder_sessions_user_id"))
        batch_op.drop_index(batch_op.f("ix_planet_builder_sessions_planet_id"))

    op.drop_table("planet_builder_sessions")
    op.drop_table("planet_art_versions")
    op.drop_table("planet_appearances")
    with op.batch_alter_table("planets", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_planets_creator_id"))
        batch_op.drop_index(batch_op.f("ix_planets_account_id"))

    op.drop_table("planets")
    with op.batch_alter_table("avoided_topics", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_avoided_topics_topic_id"))

    op.drop_table("avoided_topics")
    op.drop_table("trigger_topics")
