"""People, banks and plans, and the queue's own tables."""

import sqlalchemy as sa
from alembic import op
from procrastinate.schema import SchemaManager
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_queue()
    op.create_table(
        "households",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("nation", sa.String(), nullable=False),
        sa.Column("buffer_minor", sa.BigInteger(), nullable=False),
        sa.Column(
            "payday_rule",
            postgresql.JSONB(none_as_null=True, astext_type=sa.Text()),
            nullable=True,
        ),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_households")),
    )
    op.create_table(
        "login_failures",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_fingerprint", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_failures")),
    )
    op.create_index(
        op.f("ix_login_failures_account_fingerprint_failed_at"),
        "login_failures",
        ["account_fingerprint", "failed_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_login_failures_address_failed_at"),
        "login_failures",
        ["address", "failed_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_login_failures_failed_at"), "login_failures", ["failed_at"], unique=False
    )
    op.create_table(
        "connections",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("provider_id", sa.String(), nullable=False),
        sa.Column("display_name", sa.String(), nullable=False),
        sa.Column("logo_url", sa.String(), nullable=True),
        sa.Column("credentials_id", sa.String(), nullable=True),
        sa.Column("access_token_encrypted", sa.String(), nullable=True),
        sa.Column("refresh_token_encrypted", sa.String(), nullable=True),
        sa.Column("access_token_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("consent_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_synced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.String(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["households.id"],
            name=op.f("fk_connections_household_id_households"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_connections")),
    )
    op.create_index(
        op.f("ix_connections_household_id"), "connections", ["household_id"], unique=False
    )
    op.create_table(
        "sync_runs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["households.id"],
            name=op.f("fk_sync_runs_household_id_households"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sync_runs")),
    )
    op.create_index(
        op.f("ix_sync_runs_household_id"),
        "sync_runs",
        ["household_id", sa.literal_column("created_at DESC")],
        unique=False,
    )
    op.create_table(
        "users",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["households.id"],
            name=op.f("fk_users_household_id_households"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
    )
    op.create_index(op.f("ix_users_household_id"), "users", ["household_id"], unique=False)
    op.create_index("uq_users_email", "users", [sa.literal_column("lower(email)")], unique=True)
    op.create_table(
        "accounts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("connection_id", sa.Uuid(), nullable=True),
        sa.Column("provider_account_id", sa.String(), nullable=True),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("identity", sa.String(), nullable=True),
        sa.Column("institution", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("is_renamed", sa.Boolean(), nullable=False),
        sa.Column("identifier", sa.String(), nullable=True),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("in_cash_pool", sa.Boolean(), nullable=False),
        sa.Column("is_closed", sa.Boolean(), nullable=False),
        sa.Column("needs_review", sa.Boolean(), nullable=False),
        sa.Column("current_minor", sa.BigInteger(), nullable=False),
        sa.Column("available_minor", sa.BigInteger(), nullable=True),
        sa.Column("overdraft_minor", sa.BigInteger(), nullable=False),
        sa.Column("credit_limit_minor", sa.BigInteger(), nullable=True),
        sa.Column("last_statement_balance_minor", sa.BigInteger(), nullable=True),
        sa.Column("last_statement_on", sa.Date(), nullable=True),
        sa.Column("payment_due_minor", sa.BigInteger(), nullable=True),
        sa.Column("payment_due_on", sa.Date(), nullable=True),
        sa.Column("balance_updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("transactions_from", sa.Date(), nullable=True),
        sa.Column("unsupported", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint("overdraft_minor >= 0", name=op.f("ck_accounts_overdraft_not_negative")),
        sa.ForeignKeyConstraint(
            ["connection_id"],
            ["connections.id"],
            name=op.f("fk_accounts_connection_id_connections"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["households.id"],
            name=op.f("fk_accounts_household_id_households"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
    )
    op.create_index(op.f("ix_accounts_connection_id"), "accounts", ["connection_id"], unique=False)
    op.create_index(op.f("ix_accounts_household_id"), "accounts", ["household_id"], unique=False)
    op.create_index(
        "uq_accounts_connection_id_provider_account_id",
        "accounts",
        ["connection_id", "provider_account_id"],
        unique=True,
        postgresql_where=sa.text("connection_id IS NOT NULL"),
    )
    op.create_table(
        "connection_attempts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("provider_id", sa.String(), nullable=False),
        sa.Column("connection_id", sa.Uuid(), nullable=True),
        sa.Column("code_verifier_encrypted", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["connection_id"],
            ["connections.id"],
            name=op.f("fk_connection_attempts_connection_id_connections"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_connection_attempts_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_connection_attempts")),
    )
    op.create_index(
        op.f("ix_connection_attempts_connection_id"),
        "connection_attempts",
        ["connection_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_connection_attempts_expires_at"),
        "connection_attempts",
        ["expires_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_connection_attempts_user_id"), "connection_attempts", ["user_id"], unique=False
    )
    op.create_table(
        "sessions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("token_fingerprint", sa.String(), nullable=False),
        sa.Column("user_agent", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_sessions_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
        sa.UniqueConstraint("token_fingerprint", name=op.f("uq_sessions_token_fingerprint")),
    )
    op.create_index(op.f("ix_sessions_expires_at"), "sessions", ["expires_at"], unique=False)
    op.create_index(op.f("ix_sessions_user_id"), "sessions", ["user_id"], unique=False)
    op.create_table(
        "sync_parts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("connection_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("steps_done", sa.BigInteger(), nullable=False),
        sa.Column("steps_total", sa.BigInteger(), nullable=False),
        sa.Column("doing", sa.String(), nullable=True),
        sa.Column("accounts", sa.BigInteger(), nullable=False),
        sa.Column("added", sa.BigInteger(), nullable=False),
        sa.Column("updated", sa.BigInteger(), nullable=False),
        sa.Column("removed", sa.BigInteger(), nullable=False),
        sa.Column("calls", sa.BigInteger(), nullable=False),
        sa.Column("problems", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["connection_id"],
            ["connections.id"],
            name=op.f("fk_sync_parts_connection_id_connections"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["sync_runs.id"],
            name=op.f("fk_sync_parts_run_id_sync_runs"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sync_parts")),
    )
    op.create_index(
        op.f("ix_sync_parts_connection_id"), "sync_parts", ["connection_id"], unique=False
    )
    op.create_index(op.f("ix_sync_parts_run_id"), "sync_parts", ["run_id"], unique=False)
    op.create_table(
        "card_repayments",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=True),
        sa.Column("instalments", sa.BigInteger(), nullable=True),
        sa.Column("apr", sa.Numeric(precision=7, scale=3), nullable=True),
        sa.Column("statement_day", sa.BigInteger(), nullable=True),
        sa.Column("due_day", sa.BigInteger(), nullable=True),
        sa.Column("pay_from_account_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_card_repayments_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["pay_from_account_id"],
            ["accounts.id"],
            name=op.f("fk_card_repayments_pay_from_account_id_accounts"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_card_repayments")),
    )
    op.create_index(
        op.f("ix_card_repayments_pay_from_account_id"),
        "card_repayments",
        ["pay_from_account_id"],
        unique=False,
    )
    op.create_table(
        "commitments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("variable", sa.Boolean(), nullable=False),
        sa.Column("cadence", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("next_date", sa.Date(), nullable=False),
        sa.Column("shift", sa.String(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("is_payday", sa.Boolean(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_commitments_amount_positive")),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_commitments_account_id_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["households.id"],
            name=op.f("fk_commitments_household_id_households"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitments")),
    )
    op.create_index(op.f("ix_commitments_account_id"), "commitments", ["account_id"], unique=False)
    op.create_index(
        op.f("ix_commitments_household_id"), "commitments", ["household_id"], unique=False
    )
    op.create_table(
        "mandates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=True),
        sa.Column("frequency", sa.String(), nullable=True),
        sa.Column("amount_minor", sa.BigInteger(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("previous_on", sa.Date(), nullable=True),
        sa.Column("final_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_mandates_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mandates")),
    )
    op.create_index(op.f("ix_mandates_account_id"), "mandates", ["account_id"], unique=False)
    op.create_table(
        "planned_items",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("amount_minor <> 0", name=op.f("ck_planned_items_amount_not_zero")),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_planned_items_account_id_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["households.id"],
            name=op.f("fk_planned_items_household_id_households"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_items")),
    )
    op.create_index(
        op.f("ix_planned_items_account_id"), "planned_items", ["account_id"], unique=False
    )
    op.create_index(
        op.f("ix_planned_items_household_id"), "planned_items", ["household_id"], unique=False
    )
    op.create_table(
        "transactions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("normalised_id", sa.String(), nullable=True),
        sa.Column("provider_transaction_id", sa.String(), nullable=True),
        sa.Column("transaction_id", sa.String(), nullable=False),
        sa.Column("booked_on", sa.Date(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("merchant", sa.String(), nullable=True),
        sa.Column("bank_category", sa.String(), nullable=False),
        sa.Column("classification", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("running_balance_minor", sa.BigInteger(), nullable=True),
        sa.Column("meta", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column(
            "first_seen_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_transactions_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["households.id"],
            name=op.f("fk_transactions_household_id_households"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transactions")),
    )
    op.create_index(
        op.f("ix_transactions_account_id_status_booked_on"),
        "transactions",
        ["account_id", "status", "booked_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_transactions_household_id"),
        "transactions",
        ["household_id", sa.literal_column("booked_on DESC"), sa.literal_column("id DESC")],
        unique=False,
    )
    op.create_table(
        "occurrence_decisions",
        sa.Column("commitment_id", sa.Uuid(), nullable=False),
        sa.Column("nominal_on", sa.Date(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column(
            "decided_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitments.id"],
            name=op.f("fk_occurrence_decisions_commitment_id_commitments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "commitment_id", "nominal_on", name=op.f("pk_occurrence_decisions")
        ),
    )
    op.create_table(
        "payment_plans",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("total_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("instalments", sa.BigInteger(), nullable=False),
        sa.Column("first_date", sa.Date(), nullable=False),
        sa.Column("interval_months", sa.BigInteger(), nullable=False),
        sa.Column("apr", sa.Numeric(precision=7, scale=3), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("purchase_transaction_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("instalments > 0", name=op.f("ck_payment_plans_instalments_positive")),
        sa.CheckConstraint("total_minor > 0", name=op.f("ck_payment_plans_total_positive")),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_payment_plans_account_id_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["households.id"],
            name=op.f("fk_payment_plans_household_id_households"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["purchase_transaction_id"],
            ["transactions.id"],
            name=op.f("fk_payment_plans_purchase_transaction_id_transactions"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_plans")),
    )
    op.create_index(
        op.f("ix_payment_plans_account_id"), "payment_plans", ["account_id"], unique=False
    )
    op.create_index(
        op.f("ix_payment_plans_household_id"), "payment_plans", ["household_id"], unique=False
    )
    op.create_index(
        op.f("ix_payment_plans_purchase_transaction_id"),
        "payment_plans",
        ["purchase_transaction_id"],
        unique=False,
    )


def downgrade() -> None:
    _drop_queue()
    op.drop_index(op.f("ix_payment_plans_purchase_transaction_id"), table_name="payment_plans")
    op.drop_index(op.f("ix_payment_plans_household_id"), table_name="payment_plans")
    op.drop_index(op.f("ix_payment_plans_account_id"), table_name="payment_plans")
    op.drop_table("payment_plans")
    op.drop_table("occurrence_decisions")
    op.drop_index(op.f("ix_transactions_household_id"), table_name="transactions")
    op.drop_index(op.f("ix_transactions_account_id_status_booked_on"), table_name="transactions")
    op.drop_table("transactions")
    op.drop_index(op.f("ix_planned_items_household_id"), table_name="planned_items")
    op.drop_index(op.f("ix_planned_items_account_id"), table_name="planned_items")
    op.drop_table("planned_items")
    op.drop_index(op.f("ix_mandates_account_id"), table_name="mandates")
    op.drop_table("mandates")
    op.drop_index(op.f("ix_commitments_household_id"), table_name="commitments")
    op.drop_index(op.f("ix_commitments_account_id"), table_name="commitments")
    op.drop_table("commitments")
    op.drop_index(op.f("ix_card_repayments_pay_from_account_id"), table_name="card_repayments")
    op.drop_table("card_repayments")
    op.drop_index(op.f("ix_sync_parts_run_id"), table_name="sync_parts")
    op.drop_index(op.f("ix_sync_parts_connection_id"), table_name="sync_parts")
    op.drop_table("sync_parts")
    op.drop_index(op.f("ix_sessions_user_id"), table_name="sessions")
    op.drop_index(op.f("ix_sessions_expires_at"), table_name="sessions")
    op.drop_table("sessions")
    op.drop_index(op.f("ix_connection_attempts_user_id"), table_name="connection_attempts")
    op.drop_index(op.f("ix_connection_attempts_expires_at"), table_name="connection_attempts")
    op.drop_index(op.f("ix_connection_attempts_connection_id"), table_name="connection_attempts")
    op.drop_table("connection_attempts")
    op.drop_index(
        "uq_accounts_connection_id_provider_account_id",
        table_name="accounts",
        postgresql_where=sa.text("connection_id IS NOT NULL"),
    )
    op.drop_index(op.f("ix_accounts_household_id"), table_name="accounts")
    op.drop_index(op.f("ix_accounts_connection_id"), table_name="accounts")
    op.drop_table("accounts")
    op.drop_index("uq_users_email", table_name="users")
    op.drop_index(op.f("ix_users_household_id"), table_name="users")
    op.drop_table("users")
    op.drop_index(op.f("ix_sync_runs_household_id"), table_name="sync_runs")
    op.drop_table("sync_runs")
    op.drop_index(op.f("ix_connections_household_id"), table_name="connections")
    op.drop_table("connections")
    op.drop_index(op.f("ix_login_failures_failed_at"), table_name="login_failures")
    op.drop_index(op.f("ix_login_failures_address_failed_at"), table_name="login_failures")
    op.drop_index(
        op.f("ix_login_failures_account_fingerprint_failed_at"), table_name="login_failures"
    )
    op.drop_table("login_failures")
    op.drop_table("households")


def _create_queue() -> None:
    """Run the queue's schema as its library ships it, many statements in one text."""
    cursor = op.get_bind().connection.cursor()
    cursor.execute(SchemaManager.get_schema())
    cursor.close()


def _drop_queue() -> None:
    """Drop the queue's functions, tables and types, whatever version made them."""
    op.execute(
        """
        DO $$
        DECLARE thing record;
        BEGIN
          FOR thing IN SELECT oid::regclass AS name FROM pg_class
            WHERE relkind = 'r' AND relname LIKE 'procrastinate\\_%'
              AND relnamespace = current_schema()::regnamespace
          LOOP EXECUTE format('DROP TABLE IF EXISTS %s CASCADE', thing.name); END LOOP;
          FOR thing IN SELECT oid::regprocedure AS name FROM pg_proc
            WHERE proname LIKE 'procrastinate\\_%'
              AND pronamespace = current_schema()::regnamespace
          LOOP EXECUTE format('DROP FUNCTION IF EXISTS %s CASCADE', thing.name); END LOOP;
          FOR thing IN SELECT oid::regtype AS name FROM pg_type
            WHERE typname LIKE 'procrastinate\\_%'
              AND typnamespace = current_schema()::regnamespace AND typtype IN ('e', 'c')
              AND typrelid = 0
          LOOP EXECUTE format('DROP TYPE IF EXISTS %s CASCADE', thing.name); END LOOP;
          FOR thing IN SELECT oid::regtype AS name FROM pg_type
            WHERE typname LIKE 'procrastinate\\_%'
              AND typnamespace = current_schema()::regnamespace AND typtype = 'c'
          LOOP EXECUTE format('DROP TYPE IF EXISTS %s CASCADE', thing.name); END LOOP;
        END $$
        """
    )
