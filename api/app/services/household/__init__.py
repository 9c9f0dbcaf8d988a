"""The household: who belongs to it, and taking its data away."""
