"""Detection of recurring payments."""
