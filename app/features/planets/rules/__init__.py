"""The builder as pure functions and data: steps, answers, the session's moves, looks and words."""
