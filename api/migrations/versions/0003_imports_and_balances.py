"""Files a person brought, and the balances said of accounts kept by hand."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "file_imports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("content_encrypted", sa.LargeBinary(), nullable=True),
        sa.Column(
            "wishes", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False
        ),
        sa.Column(
            "decisions", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False
        ),
        sa.Column("links", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column(
            "result", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True
        ),
        sa.Column("made_account", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("committed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_file_imports_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["households.id"],
            name=op.f("fk_file_imports_household_id_households"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_imports")),
    )
    op.create_index(
        op.f("ix_file_imports_account_id"), "file_imports", ["account_id"], unique=False
    )
    op.create_index(
        op.f("ix_file_imports_household_id"),
        "file_imports",
        ["household_id", sa.literal_column("created_at DESC")],
        unique=False,
    )
    op.create_table(
        "said_balances",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("balance_minor", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("import_id", sa.Uuid(), nullable=True),
        sa.Column(
            "said_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_said_balances_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["file_imports.id"],
            name=op.f("fk_said_balances_import_id_file_imports"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_said_balances")),
    )
    op.create_index(
        op.f("ix_said_balances_account_id_said_on"),
        "said_balances",
        ["account_id", "said_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_said_balances_import_id"), "said_balances", ["import_id"], unique=False
    )
    op.add_column(
        "transactions", sa.Column("source", sa.String(), server_default="feed", nullable=False)
    )
    op.add_column("transactions", sa.Column("import_id", sa.Uuid(), nullable=True))
    op.create_index(
        op.f("ix_transactions_import_id"),
        "transactions",
        ["import_id"],
        unique=False,
        postgresql_where=sa.text("import_id IS NOT NULL"),
    )
    op.create_foreign_key(
        op.f("fk_transactions_import_id_file_imports"),
        "transactions",
        "file_imports",
        ["import_id"],
        ["id"],
        ondelete="SET NULL",
    )
    # What was typed for an account so far becomes the first balance said of it.
    op.execute(
        """
        INSERT INTO said_balances (id, account_id, said_on, balance_minor)
        SELECT gen_random_uuid(), id,
               (coalesce(balance_updated_at, created_at) AT TIME ZONE 'Europe/London')::date,
               current_minor
        FROM accounts WHERE family = 'by_hand'
        """
    )


def downgrade() -> None:
    op.drop_constraint(
        op.f("fk_transactions_import_id_file_imports"), "transactions", type_="foreignkey"
    )
    op.drop_index(
        op.f("ix_transactions_import_id"),
        table_name="transactions",
        postgresql_where=sa.text("import_id IS NOT NULL"),
    )
    op.drop_column("transactions", "import_id")
    op.drop_column("transactions", "source")
    op.drop_index(op.f("ix_said_balances_import_id"), table_name="said_balances")
    op.drop_index(op.f("ix_said_balances_account_id_said_on"), table_name="said_balances")
    op.drop_table("said_balances")
    op.drop_index(op.f("ix_file_imports_household_id"), table_name="file_imports")
    op.drop_index(op.f("ix_file_imports_account_id"), table_name="file_imports")
    op.drop_table("file_imports")
