"""Productions' tasks, split by noun."""
