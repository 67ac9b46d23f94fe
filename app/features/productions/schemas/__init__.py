"""Productions' schemas, split by noun."""
