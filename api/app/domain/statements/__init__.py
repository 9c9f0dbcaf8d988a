"""What a bank's file says: dates, amounts, which way money went, and what is there already."""
