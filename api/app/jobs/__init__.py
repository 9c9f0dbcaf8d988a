"""Work done outside a request."""
