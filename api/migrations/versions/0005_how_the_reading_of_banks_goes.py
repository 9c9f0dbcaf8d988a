"""How the reading of banks goes: progress, allowance, what was read."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bank_calls",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("connection_id", sa.Uuid(), nullable=False),
        sa.Column("provider_account_id", sa.String(), nullable=False),
        sa.Column("endpoint", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["connection_id"],
            ["connections.id"],
            name=op.f("fk_bank_calls_connection_id_connections"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_calls")),
    )
    op.create_index(
        "ix_bank_calls_endpoint",
        "bank_calls",
        ["connection_id", "provider_account_id", "endpoint", "made_at"],
        unique=False,
    )
    op.create_table(
        "bank_holds",
        sa.Column("connection_id", sa.Uuid(), nullable=False),
        sa.Column("provider_account_id", sa.String(), nullable=False),
        sa.Column("endpoint", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_quota", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["connection_id"],
            ["connections.id"],
            name=op.f("fk_bank_holds_connection_id_connections"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "connection_id", "provider_account_id", "endpoint", name=op.f("pk_bank_holds")
        ),
    )
    op.create_table(
        "connection_states",
        sa.Column("connection_id", sa.Uuid(), nullable=False),
        sa.Column("next_sync_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.BigInteger(), nullable=False),
        sa.Column("unsupported", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("unsupported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("extended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["connection_id"],
            ["connections.id"],
            name=op.f("fk_connection_states_connection_id_connections"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("connection_id", name=op.f("pk_connection_states")),
    )
    op.create_index(
        op.f("ix_connection_states_next_sync_at"),
        "connection_states",
        ["next_sync_at"],
        unique=False,
    )
    op.create_table(
        "consent_reminders",
        sa.Column("connection_id", sa.Uuid(), nullable=False),
        sa.Column("consent_expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("step", sa.BigInteger(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["connection_id"],
            ["connections.id"],
            name=op.f("fk_consent_reminders_connection_id_connections"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "connection_id", "consent_expires_at", "step", name=op.f("pk_consent_reminders")
        ),
    )
    op.create_table(
        "account_states",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("booked_to", sa.Date(), nullable=True),
        sa.Column("widely_read_on", sa.Date(), nullable=True),
        sa.Column("unsupported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("gap_from", sa.Date(), nullable=True),
        sa.Column("gap_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_account_states_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_account_states")),
    )
    op.create_table(
        "read_pages",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_read_pages_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", "first_on", "last_on", name=op.f("pk_read_pages")),
    )
    op.create_table(
        "sync_accounts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("part_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("steps_total", sa.BigInteger(), nullable=False),
        sa.Column("doing", sa.String(), nullable=True),
        sa.Column("done", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("added", sa.BigInteger(), nullable=False),
        sa.Column("updated", sa.BigInteger(), nullable=False),
        sa.Column("removed", sa.BigInteger(), nullable=False),
        sa.Column("problems", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_sync_accounts_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["part_id"],
            ["sync_parts.id"],
            name=op.f("fk_sync_accounts_part_id_sync_parts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sync_accounts")),
    )
    op.create_index(
        op.f("ix_sync_accounts_account_id"), "sync_accounts", ["account_id"], unique=False
    )
    op.create_index(
        "uq_sync_accounts_part_id_account_id",
        "sync_accounts",
        ["part_id", "account_id"],
        unique=True,
    )
    op.add_column(
        "sync_parts",
        sa.Column("attempt", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
    )
    op.add_column("sync_parts", sa.Column("psu_ip", sa.String(), nullable=True))
    op.add_column("sync_parts", sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("sync_parts", sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("sync_parts", "next_try_at")
    op.drop_column("sync_parts", "asked_at")
    op.drop_column("sync_parts", "psu_ip")
    op.drop_column("sync_parts", "attempt")
    op.drop_index("uq_sync_accounts_part_id_account_id", table_name="sync_accounts")
    op.drop_index(op.f("ix_sync_accounts_account_id"), table_name="sync_accounts")
    op.drop_table("sync_accounts")
    op.drop_table("read_pages")
    op.drop_table("account_states")
    op.drop_table("consent_reminders")
    op.drop_index(op.f("ix_connection_states_next_sync_at"), table_name="connection_states")
    op.drop_table("connection_states")
    op.drop_table("bank_holds")
    op.drop_index(
        "ix_bank_calls_endpoint",
        table_name="bank_calls",
    )
    op.drop_table("bank_calls")
