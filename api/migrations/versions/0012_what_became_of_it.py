"""What a person says became of an expected thing, and what past forecasts were replayed with."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "told_occurrences",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("nominal_on", sa.Date(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("transaction_id", sa.Uuid(), nullable=True),
        sa.Column(
            "told_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["households.id"],
            name=op.f("fk_told_occurrences_household_id_households"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["transaction_id"],
            ["transactions.id"],
            name=op.f("fk_told_occurrences_transaction_id_transactions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "household_id", "subject_id", "nominal_on", name=op.f("pk_told_occurrences")
        ),
        sa.UniqueConstraint("transaction_id", name=op.f("uq_told_occurrences_transaction_id")),
    )
    op.add_column("households", sa.Column("replayed_with", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("households", "replayed_with")
    op.drop_table("told_occurrences")
