"""Goals, what past figures were made of and how right they were, overdraft costs, plans that end."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "forecast_checks",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("horizon", sa.BigInteger(), nullable=False),
        sa.Column("is_replayed", sa.Boolean(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("expected_minor", sa.BigInteger(), nullable=False),
        sa.Column("p10_minor", sa.BigInteger(), nullable=False),
        sa.Column("p90_minor", sa.BigInteger(), nullable=False),
        sa.Column("low_minor", sa.BigInteger(), nullable=False),
        sa.Column("low_on", sa.Date(), nullable=False),
        sa.Column("actual_minor", sa.BigInteger(), nullable=True),
        sa.Column("actual_low_minor", sa.BigInteger(), nullable=True),
        sa.Column("actual_low_on", sa.Date(), nullable=True),
        sa.Column("days_held", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["households.id"],
            name=op.f("fk_forecast_checks_household_id_households"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "household_id", "made_on", "horizon", name=op.f("pk_forecast_checks")
        ),
    )
    op.create_table(
        "snapshots",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("figure_minor", sa.BigInteger(), nullable=False),
        sa.Column(
            "inputs", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["households.id"],
            name=op.f("fk_snapshots_household_id_households"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshots")),
    )
    op.create_index(
        op.f("ix_snapshots_household_id_day_taken_at"),
        "snapshots",
        ["household_id", "day", "taken_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_snapshots_household_id_taken_at"),
        "snapshots",
        ["household_id", "taken_at"],
        unique=False,
    )
    op.create_table(
        "goals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("target_minor", sa.BigInteger(), nullable=False),
        sa.Column("saved_minor", sa.BigInteger(), nullable=False),
        sa.Column("target_on", sa.Date(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("monthly_minor", sa.BigInteger(), nullable=True),
        sa.Column("first_on", sa.Date(), nullable=True),
        sa.Column("pay_from_account_id", sa.Uuid(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint("monthly_minor > 0", name=op.f("ck_goals_monthly_positive")),
        sa.CheckConstraint("saved_minor >= 0", name=op.f("ck_goals_saved_not_negative")),
        sa.CheckConstraint("target_minor > 0", name=op.f("ck_goals_target_positive")),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_goals_account_id_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["households.id"],
            name=op.f("fk_goals_household_id_households"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["pay_from_account_id"],
            ["accounts.id"],
            name=op.f("fk_goals_pay_from_account_id_accounts"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goals")),
    )
    op.create_index(op.f("ix_goals_account_id"), "goals", ["account_id"], unique=False)
    op.create_index(op.f("ix_goals_household_id"), "goals", ["household_id"], unique=False)
    op.create_index(
        op.f("ix_goals_pay_from_account_id"), "goals", ["pay_from_account_id"], unique=False
    )
    op.add_column(
        "accounts", sa.Column("overdraft_ear", sa.Numeric(precision=7, scale=3), nullable=True)
    )
    op.add_column("card_repayments", sa.Column("pay_down_minor", sa.BigInteger(), nullable=True))
    op.add_column("card_repayments", sa.Column("pay_down_statement_on", sa.Date(), nullable=True))
    op.add_column(
        "payment_plans", sa.Column("status", sa.String(), server_default="active", nullable=False)
    )
    op.add_column("payment_plans", sa.Column("ended_on", sa.Date(), nullable=True))
    op.add_column("payment_plans", sa.Column("settlement_minor", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("payment_plans", "settlement_minor")
    op.drop_column("payment_plans", "ended_on")
    op.drop_column("payment_plans", "status")
    op.drop_column("card_repayments", "pay_down_statement_on")
    op.drop_column("card_repayments", "pay_down_minor")
    op.drop_column("accounts", "overdraft_ear")
    op.drop_index(op.f("ix_goals_pay_from_account_id"), table_name="goals")
    op.drop_index(op.f("ix_goals_household_id"), table_name="goals")
    op.drop_index(op.f("ix_goals_account_id"), table_name="goals")
    op.drop_table("goals")
    op.drop_index(op.f("ix_snapshots_household_id_taken_at"), table_name="snapshots")
    op.drop_index(op.f("ix_snapshots_household_id_day_taken_at"), table_name="snapshots")
    op.drop_table("snapshots")
    op.drop_table("forecast_checks")
