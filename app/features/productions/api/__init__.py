"""Productions' api, split by noun."""
