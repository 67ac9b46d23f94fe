"""Productions' pages, split by noun."""
