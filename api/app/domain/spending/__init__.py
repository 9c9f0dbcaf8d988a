"""Where the money went: transfers left out, one merchant each, every row a category."""
