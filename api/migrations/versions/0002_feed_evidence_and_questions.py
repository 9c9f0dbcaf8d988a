"""Evidence of rows, questions about them, and what they must add up from."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account_links",
        sa.Column("connection_id", sa.Uuid(), nullable=False),
        sa.Column("provider_account_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_account_links_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["connection_id"],
            ["connections.id"],
            name=op.f("fk_account_links_connection_id_connections"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "connection_id", "provider_account_id", name=op.f("pk_account_links")
        ),
    )
    op.create_index(
        op.f("ix_account_links_account_id"), "account_links", ["account_id"], unique=False
    )
    op.create_table(
        "feed_questions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("transaction_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("candidates", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column(
            "asked_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "answer", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True
        ),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["households.id"],
            name=op.f("fk_feed_questions_household_id_households"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["transaction_id"],
            ["transactions.id"],
            name=op.f("fk_feed_questions_transaction_id_transactions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed_questions")),
    )
    op.create_index(
        op.f("ix_feed_questions_household_id"),
        "feed_questions",
        ["household_id"],
        unique=False,
        postgresql_where=sa.text("answered_at IS NULL"),
    )
    op.create_index(
        "uq_feed_questions_transaction_id_kind",
        "feed_questions",
        ["transaction_id", "kind"],
        unique=True,
    )
    op.create_table(
        "raw_rows",
        sa.Column("transaction_id", sa.Uuid(), nullable=False),
        sa.Column("payload_encrypted", sa.LargeBinary(), nullable=False),
        sa.Column("rules_version", sa.SmallInteger(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["transaction_id"],
            ["transactions.id"],
            name=op.f("fk_raw_rows_transaction_id_transactions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("transaction_id", name=op.f("pk_raw_rows")),
    )
    op.create_index(op.f("ix_raw_rows_fetched_at"), "raw_rows", ["fetched_at"], unique=False)
    op.create_index(op.f("ix_raw_rows_rules_version"), "raw_rows", ["rules_version"], unique=False)
    op.add_column("accounts", sa.Column("opening_minor", sa.BigInteger(), nullable=True))
    op.add_column(
        "accounts", sa.Column("opening_with_pending_minor", sa.BigInteger(), nullable=True)
    )
    op.add_column("accounts", sa.Column("opening_from", sa.Date(), nullable=True))
    op.add_column("accounts", sa.Column("balance_counts_pending", sa.Boolean(), nullable=True))
    op.add_column("accounts", sa.Column("differs_since", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "accounts",
        sa.Column(
            "quality", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True
        ),
    )
    op.add_column(
        "transactions", sa.Column("vanished_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column(
        "transactions",
        sa.Column("was_pending", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.add_column("transactions", sa.Column("settled_as_id", sa.Uuid(), nullable=True))
    op.create_index(
        "ix_transactions_vanished",
        "transactions",
        ["account_id"],
        unique=False,
        postgresql_where=sa.text("status = 'vanished'"),
    )
    op.create_index(
        op.f("ix_transactions_settled_as_id"),
        "transactions",
        ["settled_as_id"],
        unique=False,
        postgresql_where=sa.text("settled_as_id IS NOT NULL"),
    )
    op.create_foreign_key(
        op.f("fk_transactions_settled_as_id_transactions"),
        "transactions",
        "transactions",
        ["settled_as_id"],
        ["id"],
        ondelete="SET NULL",
    )


def downgrade() -> None:
    op.drop_constraint(
        op.f("fk_transactions_settled_as_id_transactions"), "transactions", type_="foreignkey"
    )
    op.drop_index(
        op.f("ix_transactions_settled_as_id"),
        table_name="transactions",
        postgresql_where=sa.text("settled_as_id IS NOT NULL"),
    )
    op.drop_index(
        "ix_transactions_vanished",
        table_name="transactions",
        postgresql_where=sa.text("status = 'vanished'"),
    )
    op.drop_column("transactions", "settled_as_id")
    op.drop_column("transactions", "was_pending")
    op.drop_column("transactions", "vanished_at")
    op.drop_column("accounts", "quality")
    op.drop_column("accounts", "differs_since")
    op.drop_column("accounts", "balance_counts_pending")
    op.drop_column("accounts", "opening_from")
    op.drop_column("accounts", "opening_with_pending_minor")
    op.drop_column("accounts", "opening_minor")
    op.drop_index(op.f("ix_raw_rows_rules_version"), table_name="raw_rows")
    op.drop_index(op.f("ix_raw_rows_fetched_at"), table_name="raw_rows")
    op.drop_table("raw_rows")
    op.drop_index("uq_feed_questions_transaction_id_kind", table_name="feed_questions")
    op.drop_index(
        op.f("ix_feed_questions_household_id"),
        table_name="feed_questions",
        postgresql_where=sa.text("answered_at IS NULL"),
    )
    op.drop_table("feed_questions")
    op.drop_index(op.f("ix_account_links_account_id"), table_name="account_links")
    op.drop_table("account_links")
