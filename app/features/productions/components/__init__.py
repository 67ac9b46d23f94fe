"""Productions' components, split by noun."""
