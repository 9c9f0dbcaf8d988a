"""What commitments remember: evidence, decisions, price steps; and which mandates came and went."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fitted_groups",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("strands", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["households.id"],
            name=op.f("fk_fitted_groups_household_id_households"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("household_id", "name", name=op.f("pk_fitted_groups")),
    )
    op.create_table(
        "commitment_evidence",
        sa.Column("commitment_id", sa.Uuid(), nullable=False),
        sa.Column("transaction_id", sa.Uuid(), nullable=False),
        sa.Column("is_told", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitments.id"],
            name=op.f("fk_commitment_evidence_commitment_id_commitments"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["transaction_id"],
            ["transactions.id"],
            name=op.f("fk_commitment_evidence_transaction_id_transactions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "commitment_id", "transaction_id", name=op.f("pk_commitment_evidence")
        ),
    )
    op.create_index(
        op.f("ix_commitment_evidence_transaction_id"),
        "commitment_evidence",
        ["transaction_id"],
        unique=False,
    )
    op.add_column(
        "commitments", sa.Column("origin", sa.String(), server_default="by_hand", nullable=False)
    )
    op.add_column("commitments", sa.Column("anchor_on", sa.Date(), nullable=True))
    op.add_column("commitments", sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "commitments",
        sa.Column(
            "edited",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'::jsonb"),
            nullable=False,
        ),
    )
    op.add_column("commitments", sa.Column("confidence", sa.SmallInteger(), nullable=True))
    op.add_column(
        "commitments",
        sa.Column(
            "why",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'::jsonb"),
            nullable=False,
        ),
    )
    op.add_column(
        "commitments",
        sa.Column(
            "match_texts",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'::jsonb"),
            nullable=False,
        ),
    )
    op.add_column("commitments", sa.Column("lowest_minor", sa.BigInteger(), nullable=True))
    op.add_column("commitments", sa.Column("highest_minor", sa.BigInteger(), nullable=True))
    op.add_column(
        "commitments",
        sa.Column(
            "price_steps",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'::jsonb"),
            nullable=False,
        ),
    )
    op.add_column(
        "commitments",
        sa.Column(
            "seasonal",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'::jsonb"),
            nullable=False,
        ),
    )
    op.add_column(
        "commitments",
        sa.Column(
            "left_out",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'::jsonb"),
            nullable=False,
        ),
    )
    op.add_column("commitments", sa.Column("series_state", sa.String(), nullable=True))
    op.add_column(
        "commitments",
        sa.Column(
            "signature", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True
        ),
    )
    op.add_column(
        "commitments",
        sa.Column(
            "rejected",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'::jsonb"),
            nullable=False,
        ),
    )
    op.add_column(
        "commitments",
        sa.Column(
            "was_offered_again", sa.Boolean(), server_default=sa.text("false"), nullable=False
        ),
    )
    op.add_column("commitments", sa.Column("goes_on_after", sa.Date(), nullable=True))
    op.add_column("commitments", sa.Column("mandate_id", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_commitments_mandate_id"), "commitments", ["mandate_id"], unique=False)
    op.create_foreign_key(
        op.f("fk_commitments_mandate_id_mandates"),
        "commitments",
        "mandates",
        ["mandate_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.add_column("mandates", sa.Column("bank_id", sa.String(), nullable=True))
    op.add_column("mandates", sa.Column("first_seen_on", sa.Date(), nullable=True))
    op.add_column("mandates", sa.Column("last_seen_on", sa.Date(), nullable=True))
    op.add_column("mandates", sa.Column("gone_on", sa.Date(), nullable=True))
    op.add_column("mandates", sa.Column("dismissed_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("mandates", "dismissed_at")
    op.drop_column("mandates", "gone_on")
    op.drop_column("mandates", "last_seen_on")
    op.drop_column("mandates", "first_seen_on")
    op.drop_column("mandates", "bank_id")
    op.drop_constraint(
        op.f("fk_commitments_mandate_id_mandates"), "commitments", type_="foreignkey"
    )
    op.drop_index(op.f("ix_commitments_mandate_id"), table_name="commitments")
    op.drop_column("commitments", "mandate_id")
    op.drop_column("commitments", "goes_on_after")
    op.drop_column("commitments", "was_offered_again")
    op.drop_column("commitments", "rejected")
    op.drop_column("commitments", "signature")
    op.drop_column("commitments", "series_state")
    op.drop_column("commitments", "left_out")
    op.drop_column("commitments", "seasonal")
    op.drop_column("commitments", "price_steps")
    op.drop_column("commitments", "highest_minor")
    op.drop_column("commitments", "lowest_minor")
    op.drop_column("commitments", "match_texts")
    op.drop_column("commitments", "why")
    op.drop_column("commitments", "confidence")
    op.drop_column("commitments", "edited")
    op.drop_column("commitments", "decided_at")
    op.drop_column("commitments", "anchor_on")
    op.drop_column("commitments", "origin")
    op.drop_index(op.f("ix_commitment_evidence_transaction_id"), table_name="commitment_evidence")
    op.drop_table("commitment_evidence")
    op.drop_table("fitted_groups")
