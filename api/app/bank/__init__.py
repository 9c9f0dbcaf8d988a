"""Banks as the application sees them, whoever delivers them."""
