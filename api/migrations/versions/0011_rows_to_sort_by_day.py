"""What a re-sorting has yet to look at, in the order of its days."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sorting_claims", sa.Column("booked_on", sa.Date(), nullable=True))
    op.execute(
        "UPDATE sorting_claims SET booked_on = t.booked_on FROM transactions t "
        "WHERE t.id = sorting_claims.transaction_id"
    )
    op.create_index(
        op.f("ix_sorting_claims_run_id_booked_on_transaction_id"),
        "sorting_claims",
        ["run_id", "booked_on", "transaction_id"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_index(
        op.f("ix_sorting_claims_run_id_booked_on_transaction_id"), table_name="sorting_claims"
    )
    op.drop_column("sorting_claims", "booked_on")
