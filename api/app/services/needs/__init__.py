"""What only a person can settle, wherever it was found."""
