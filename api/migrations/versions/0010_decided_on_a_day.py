"""A commitment is decided on a day of the figures, not at a moment of the machine's clock."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("commitments", sa.Column("decided_on", sa.Date(), nullable=True))
    op.execute("UPDATE commitments SET decided_on = decided_at::date")
    op.drop_column("commitments", "decided_at")


def downgrade() -> None:
    op.add_column("commitments", sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE commitments SET decided_at = decided_on::timestamp AT TIME ZONE 'UTC'")
    op.drop_column("commitments", "decided_on")
