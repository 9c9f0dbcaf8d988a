"""Tables, one module per aggregate; no behaviour."""
