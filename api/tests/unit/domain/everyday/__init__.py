"""The everyday model: its history, its projection, its bands."""
