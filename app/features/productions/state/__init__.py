"""Productions' state, split by noun."""
