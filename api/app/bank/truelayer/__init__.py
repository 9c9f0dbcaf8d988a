"""TrueLayer's Data API v1 behind `app.bank.protocol`; reached only through `app.bank`."""
