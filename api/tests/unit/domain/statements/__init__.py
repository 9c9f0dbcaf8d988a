"""What a bank's file says."""
