"""What the demo bank promises."""
