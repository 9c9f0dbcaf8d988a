"""The household itself: who it is, taking its data away, leaving, and the demo's."""
