"""Files a bank exports, taken in."""
