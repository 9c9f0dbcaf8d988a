"""Where the money went: what is decided of each row, and the sums kept of it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


_BANKS_WORD = (
    "account_id", "status", "booked_on", "amount_minor", "currency", "description", "merchant",
    "bank_category", "classification", "meta",
)  # fmt: skip
_LINKS = ("paired_with_id", "refund_of_id", "merchant_id")


def upgrade() -> None:
    _create_sums()
    _create_decisions()
    _extend_rows()
    _mark_what_changes()


def _mark_what_changes() -> None:
    """Let the database itself note which rows are to be looked at anew, whoever changed them."""
    old = ", ".join(f"OLD.{column}" for column in _BANKS_WORD)
    new = ", ".join(f"NEW.{column}" for column in _BANKS_WORD)
    unlinked = " OR ".join(
        f"(OLD.{column} IS NOT NULL AND NEW.{column} IS NULL)" for column in _LINKS
    )
    op.execute("""
        CREATE FUNCTION spending_row_changed() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            NEW.sorted_at := NULL;
            IF NEW.account_id <> OLD.account_id AND OLD.counted_on IS NOT NULL THEN
                INSERT INTO stale_months (household_id, account_id, month)
                VALUES (OLD.household_id, OLD.account_id, date_trunc('month', OLD.counted_on))
                ON CONFLICT DO NOTHING;
            END IF;
            RETURN NEW;
        END $$
    """)
    # Spending's own writes move sorted_at, and so are told from everybody else's.
    op.execute(f"""
        CREATE TRIGGER spending_row_changed BEFORE UPDATE ON transactions FOR EACH ROW
        WHEN (NEW.sorted_at IS NOT DISTINCT FROM OLD.sorted_at
              AND (({old}) IS DISTINCT FROM ({new}) OR {unlinked}))
        EXECUTE FUNCTION spending_row_changed()
    """)
    # An account that goes takes its sums along.
    op.execute("""
        CREATE FUNCTION spending_rows_left() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO stale_months (household_id, account_id, month)
            SELECT DISTINCT household_id, account_id, date_trunc('month', counted_on)::date
            FROM old_rows
            WHERE counted_on IS NOT NULL
              AND EXISTS (SELECT FROM accounts WHERE accounts.id = old_rows.account_id)
            ON CONFLICT DO NOTHING;
            RETURN NULL;
        END $$
    """)
    op.execute("""
        CREATE TRIGGER spending_rows_left AFTER DELETE ON transactions
        REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
        EXECUTE FUNCTION spending_rows_left()
    """)
    op.execute("""
        CREATE FUNCTION spending_account_changed() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE transactions SET sorted_at = NULL
            WHERE account_id = NEW.id AND sorted_at IS NOT NULL;
            RETURN NULL;
        END $$
    """)
    op.execute("""
        CREATE TRIGGER spending_account_changed AFTER UPDATE OF kind ON accounts FOR EACH ROW
        WHEN (OLD.kind IS DISTINCT FROM NEW.kind)
        EXECUTE FUNCTION spending_account_changed()
    """)
    _mark_instalments()


def _mark_instalments() -> None:
    """Have payments that may be instalments looked at anew when a plan changes."""
    op.execute("""
        CREATE FUNCTION spending_plan_changed() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE plan payment_plans := coalesce(NEW, OLD);
        BEGIN
            UPDATE transactions SET sorted_at = NULL
            WHERE household_id = plan.household_id
              AND booked_on BETWEEN plan.first_date - 14 AND plan.first_date + 14
                  + (plan.instalments * plan.interval_months || ' months')::interval
              AND (kind_source = 'plan' OR abs(amount_minor)
                   BETWEEN plan.total_minor / plan.instalments - 100
                       AND plan.total_minor / plan.instalments * 2 + 100);
            RETURN NULL;
        END $$
    """)
    op.execute("""
        CREATE TRIGGER spending_plan_changed AFTER INSERT OR UPDATE OR DELETE ON payment_plans
        FOR EACH ROW EXECUTE FUNCTION spending_plan_changed()
    """)


def _create_sums() -> None:
    op.create_table(
        "stale_months",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint(
            "household_id", "account_id", "month", name=op.f("pk_stale_months")
        ),
    )
    op.create_table(
        "categories",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["households.id"],
            name=op.f("fk_categories_household_id_households"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_categories")),
    )
    op.create_index(
        "uq_categories_household_id_key", "categories", ["household_id", "key"], unique=True
    )
    op.create_table(
        "insight_dismissals",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column(
            "dismissed_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["households.id"],
            name=op.f("fk_insight_dismissals_household_id_households"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("household_id", "key", name=op.f("pk_insight_dismissals")),
    )
    op.create_table(
        "merchants",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("is_renamed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["households.id"],
            name=op.f("fk_merchants_household_id_households"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merchants")),
    )
    op.create_index(op.f("ix_merchants_household_id"), "merchants", ["household_id"], unique=False)
    op.create_table(
        "sorting_runs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("done", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["households.id"],
            name=op.f("fk_sorting_runs_household_id_households"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sorting_runs")),
    )
    op.create_index(
        op.f("ix_sorting_runs_household_id"),
        "sorting_runs",
        ["household_id", sa.literal_column("created_at DESC")],
        unique=False,
    )
    op.create_table(
        "merchant_keys",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("merchant_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["households.id"],
            name=op.f("fk_merchant_keys_household_id_households"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["merchant_id"],
            ["merchants.id"],
            name=op.f("fk_merchant_keys_merchant_id_merchants"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("household_id", "key", name=op.f("pk_merchant_keys")),
    )
    op.create_index(
        op.f("ix_merchant_keys_merchant_id"), "merchant_keys", ["merchant_id"], unique=False
    )
    op.create_table(
        "daily_sums",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("out_minor", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_daily_sums_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["households.id"],
            name=op.f("fk_daily_sums_household_id_households"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_daily_sums")),
    )
    op.create_index(
        op.f("ix_daily_sums_account_id_day"), "daily_sums", ["account_id", "day"], unique=False
    )
    op.create_index(
        op.f("ix_daily_sums_household_id_day"), "daily_sums", ["household_id", "day"], unique=False
    )
    op.create_table(
        "monthly_merchant_sums",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("merchant_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("out_minor", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_monthly_merchant_sums_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["households.id"],
            name=op.f("fk_monthly_merchant_sums_household_id_households"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["merchant_id"],
            ["merchants.id"],
            name=op.f("fk_monthly_merchant_sums_merchant_id_merchants"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monthly_merchant_sums")),
    )
    op.create_index(
        op.f("ix_monthly_merchant_sums_account_id_month"),
        "monthly_merchant_sums",
        ["account_id", "month"],
        unique=False,
    )
    op.create_index(
        op.f("ix_monthly_merchant_sums_household_id_month"),
        "monthly_merchant_sums",
        ["household_id", "month"],
        unique=False,
    )
    op.create_index(
        op.f("ix_monthly_merchant_sums_merchant_id"),
        "monthly_merchant_sums",
        ["merchant_id"],
        unique=False,
    )
    op.create_table(
        "monthly_sums",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("out_minor", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_monthly_sums_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["households.id"],
            name=op.f("fk_monthly_sums_household_id_households"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monthly_sums")),
    )
    op.create_index(
        op.f("ix_monthly_sums_account_id_month"),
        "monthly_sums",
        ["account_id", "month"],
        unique=False,
    )
    op.create_index(
        op.f("ix_monthly_sums_household_id_month"),
        "monthly_sums",
        ["household_id", "month"],
        unique=False,
    )


def _create_decisions() -> None:
    op.create_table(
        "spending_rules",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("merchant_id", sa.Uuid(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("amount_min", sa.BigInteger(), nullable=True),
        sa.Column("amount_max", sa.BigInteger(), nullable=True),
        sa.Column("is_outflow", sa.Boolean(), nullable=True),
        sa.Column("applies_from", sa.Date(), nullable=True),
        sa.Column("category", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("to_merchant_id", sa.Uuid(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_spending_rules_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["households.id"],
            name=op.f("fk_spending_rules_household_id_households"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["merchant_id"],
            ["merchants.id"],
            name=op.f("fk_spending_rules_merchant_id_merchants"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["to_merchant_id"],
            ["merchants.id"],
            name=op.f("fk_spending_rules_to_merchant_id_merchants"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spending_rules")),
    )
    op.create_index(
        op.f("ix_spending_rules_account_id"), "spending_rules", ["account_id"], unique=False
    )
    op.create_index(
        op.f("ix_spending_rules_household_id"), "spending_rules", ["household_id"], unique=False
    )
    op.create_index(
        op.f("ix_spending_rules_merchant_id"), "spending_rules", ["merchant_id"], unique=False
    )
    op.create_index(
        op.f("ix_spending_rules_to_merchant_id"), "spending_rules", ["to_merchant_id"], unique=False
    )
    op.create_table(
        "sorting_claims",
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("transaction_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["sorting_runs.id"],
            name=op.f("fk_sorting_claims_run_id_sorting_runs"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["transaction_id"],
            ["transactions.id"],
            name=op.f("fk_sorting_claims_transaction_id_transactions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("run_id", "transaction_id", name=op.f("pk_sorting_claims")),
    )
    op.create_index(
        op.f("ix_sorting_claims_transaction_id"), "sorting_claims", ["transaction_id"], unique=False
    )
    op.create_table(
        "transaction_decisions",
        sa.Column("transaction_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("category", sa.String(), nullable=True),
        sa.Column("merchant_id", sa.Uuid(), nullable=True),
        sa.Column("refund_of_id", sa.Uuid(), nullable=True),
        sa.Column("is_refund_told", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column(
            "decided_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["merchant_id"],
            ["merchants.id"],
            name=op.f("fk_transaction_decisions_merchant_id_merchants"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["refund_of_id"],
            ["transactions.id"],
            name=op.f("fk_transaction_decisions_refund_of_id_transactions"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["transaction_id"],
            ["transactions.id"],
            name=op.f("fk_transaction_decisions_transaction_id_transactions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("transaction_id", name=op.f("pk_transaction_decisions")),
    )
    op.create_index(
        op.f("ix_transaction_decisions_merchant_id"),
        "transaction_decisions",
        ["merchant_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_transaction_decisions_refund_of_id"),
        "transaction_decisions",
        ["refund_of_id"],
        unique=False,
    )
    op.create_table(
        "transaction_splits",
        sa.Column("transaction_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["transaction_id"],
            ["transactions.id"],
            name=op.f("fk_transaction_splits_transaction_id_transactions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("transaction_id", "position", name=op.f("pk_transaction_splits")),
    )
    op.create_table(
        "transfers",
        sa.Column("out_id", sa.Uuid(), nullable=False),
        sa.Column("in_id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("is_saving", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.SmallInteger(), nullable=False),
        sa.Column("evidence", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["households.id"],
            name=op.f("fk_transfers_household_id_households"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["in_id"],
            ["transactions.id"],
            name=op.f("fk_transfers_in_id_transactions"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["out_id"],
            ["transactions.id"],
            name=op.f("fk_transfers_out_id_transactions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("out_id", "in_id", name=op.f("pk_transfers")),
    )
    op.create_index(op.f("ix_transfers_household_id"), "transfers", ["household_id"], unique=False)
    op.create_index(op.f("ix_transfers_in_id"), "transfers", ["in_id"], unique=False)


def _extend_rows() -> None:
    op.add_column(
        "households",
        sa.Column(
            "spending_revision", sa.BigInteger(), server_default=sa.text("0"), nullable=False
        ),
    )
    op.add_column("households", sa.Column("sorted_with", sa.String(), nullable=True))
    op.add_column("transactions", sa.Column("kind", sa.String(), nullable=True))
    op.add_column("transactions", sa.Column("kind_source", sa.String(), nullable=True))
    op.add_column("transactions", sa.Column("category", sa.String(), nullable=True))
    op.add_column("transactions", sa.Column("category_source", sa.String(), nullable=True))
    op.add_column("transactions", sa.Column("confidence", sa.SmallInteger(), nullable=True))
    op.add_column("transactions", sa.Column("merchant_id", sa.Uuid(), nullable=True))
    op.add_column("transactions", sa.Column("counted_on", sa.Date(), nullable=True))
    op.add_column("transactions", sa.Column("paired_with_id", sa.Uuid(), nullable=True))
    op.add_column("transactions", sa.Column("refund_of_id", sa.Uuid(), nullable=True))
    op.add_column(
        "transactions",
        sa.Column("is_split", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.add_column("transactions", sa.Column("sorted_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        op.f("ix_transactions_account_id_counted_on"),
        "transactions",
        ["account_id", "counted_on"],
        unique=False,
    )
    op.create_index(
        "ix_transactions_amount",
        "transactions",
        ["household_id", sa.literal_column("abs(amount_minor)"), "booked_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_transactions_household_id_category"),
        "transactions",
        [
            "household_id",
            "category",
            sa.literal_column("booked_on DESC"),
            sa.literal_column("id DESC"),
        ],
        unique=False,
    )
    op.create_index(
        "ix_transactions_household_id_kind",
        "transactions",
        ["household_id", "kind", sa.literal_column("booked_on DESC"), sa.literal_column("id DESC")],
        unique=False,
        postgresql_where=sa.text("kind <> 'spending'"),
    )
    op.create_index(
        op.f("ix_transactions_merchant_id"),
        "transactions",
        ["merchant_id", sa.literal_column("booked_on DESC"), sa.literal_column("id DESC")],
        unique=False,
    )
    op.create_index(
        op.f("ix_transactions_paired_with_id"),
        "transactions",
        ["paired_with_id"],
        unique=False,
        postgresql_where=sa.text("paired_with_id IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_transactions_refund_of_id"),
        "transactions",
        ["refund_of_id"],
        unique=False,
        postgresql_where=sa.text("refund_of_id IS NOT NULL"),
    )
    op.create_index(
        "ix_transactions_unsorted",
        "transactions",
        ["household_id"],
        unique=False,
        postgresql_where=sa.text("sorted_at IS NULL"),
    )
    op.create_foreign_key(
        op.f("fk_transactions_paired_with_id_transactions"),
        "transactions",
        "transactions",
        ["paired_with_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.create_foreign_key(
        op.f("fk_transactions_merchant_id_merchants"),
        "transactions",
        "merchants",
        ["merchant_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.create_foreign_key(
        op.f("fk_transactions_refund_of_id_transactions"),
        "transactions",
        "transactions",
        ["refund_of_id"],
        ["id"],
        ondelete="SET NULL",
    )


def downgrade() -> None:
    op.execute("DROP TRIGGER spending_plan_changed ON payment_plans")
    op.execute("DROP TRIGGER spending_account_changed ON accounts")
    op.execute("DROP TRIGGER spending_rows_left ON transactions")
    op.execute("DROP TRIGGER spending_row_changed ON transactions")
    for function in ("plan_changed", "account_changed", "rows_left", "row_changed"):
        op.execute(f"DROP FUNCTION spending_{function}()")
    _shorten_rows()
    _drop_tables()


def _shorten_rows() -> None:
    op.drop_constraint(
        op.f("fk_transactions_refund_of_id_transactions"), "transactions", type_="foreignkey"
    )
    op.drop_constraint(
        op.f("fk_transactions_merchant_id_merchants"), "transactions", type_="foreignkey"
    )
    op.drop_constraint(
        op.f("fk_transactions_paired_with_id_transactions"), "transactions", type_="foreignkey"
    )
    op.drop_index(
        "ix_transactions_unsorted",
        table_name="transactions",
        postgresql_where=sa.text("sorted_at IS NULL"),
    )
    op.drop_index(
        op.f("ix_transactions_refund_of_id"),
        table_name="transactions",
        postgresql_where=sa.text("refund_of_id IS NOT NULL"),
    )
    op.drop_index(
        op.f("ix_transactions_paired_with_id"),
        table_name="transactions",
        postgresql_where=sa.text("paired_with_id IS NOT NULL"),
    )
    op.drop_index(op.f("ix_transactions_merchant_id"), table_name="transactions")
    op.drop_index(
        "ix_transactions_household_id_kind",
        table_name="transactions",
        postgresql_where=sa.text("kind <> 'spending'"),
    )
    op.drop_index(op.f("ix_transactions_household_id_category"), table_name="transactions")
    op.drop_index("ix_transactions_amount", table_name="transactions")
    op.drop_index(op.f("ix_transactions_account_id_counted_on"), table_name="transactions")
    op.drop_column("transactions", "sorted_at")
    op.drop_column("transactions", "is_split")
    op.drop_column("transactions", "refund_of_id")
    op.drop_column("transactions", "paired_with_id")
    op.drop_column("transactions", "counted_on")
    op.drop_column("transactions", "merchant_id")
    op.drop_column("transactions", "confidence")
    op.drop_column("transactions", "category_source")
    op.drop_column("transactions", "category")
    op.drop_column("transactions", "kind_source")
    op.drop_column("transactions", "kind")
    op.drop_column("households", "sorted_with")
    op.drop_column("households", "spending_revision")


def _drop_tables() -> None:
    op.drop_index(op.f("ix_transfers_in_id"), table_name="transfers")
    op.drop_index(op.f("ix_transfers_household_id"), table_name="transfers")
    op.drop_table("transfers")
    op.drop_table("transaction_splits")
    op.drop_table("sorting_claims")
    op.drop_index(op.f("ix_transaction_decisions_refund_of_id"), table_name="transaction_decisions")
    op.drop_index(op.f("ix_transaction_decisions_merchant_id"), table_name="transaction_decisions")
    op.drop_table("transaction_decisions")
    op.drop_index(op.f("ix_spending_rules_to_merchant_id"), table_name="spending_rules")
    op.drop_index(op.f("ix_spending_rules_merchant_id"), table_name="spending_rules")
    op.drop_index(op.f("ix_spending_rules_household_id"), table_name="spending_rules")
    op.drop_index(op.f("ix_spending_rules_account_id"), table_name="spending_rules")
    op.drop_table("spending_rules")
    op.drop_index(op.f("ix_monthly_sums_household_id_month"), table_name="monthly_sums")
    op.drop_index(op.f("ix_monthly_sums_account_id_month"), table_name="monthly_sums")
    op.drop_table("monthly_sums")
    op.drop_index(op.f("ix_monthly_merchant_sums_merchant_id"), table_name="monthly_merchant_sums")
    op.drop_index(
        op.f("ix_monthly_merchant_sums_household_id_month"), table_name="monthly_merchant_sums"
    )
    op.drop_index(
        op.f("ix_monthly_merchant_sums_account_id_month"), table_name="monthly_merchant_sums"
    )
    op.drop_table("monthly_merchant_sums")
    op.drop_index(op.f("ix_daily_sums_household_id_day"), table_name="daily_sums")
    op.drop_index(op.f("ix_daily_sums_account_id_day"), table_name="daily_sums")
    op.drop_table("daily_sums")
    op.drop_index(op.f("ix_merchant_keys_merchant_id"), table_name="merchant_keys")
    op.drop_table("merchant_keys")
    op.drop_index(op.f("ix_sorting_runs_household_id"), table_name="sorting_runs")
    op.drop_table("sorting_runs")
    op.drop_index(op.f("ix_merchants_household_id"), table_name="merchants")
    op.drop_table("merchants")
    op.drop_table("insight_dismissals")
    op.drop_index("uq_categories_household_id_key", table_name="categories")
    op.drop_table("categories")
    op.drop_table("stale_months")
