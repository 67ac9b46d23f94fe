"""The verbs of productions, split by noun."""
