"""The domain: examples as small ledgers, properties, no mocks."""
