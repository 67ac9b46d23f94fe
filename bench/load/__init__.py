"""Load on HTTP servers: who sends it, whom it is sent to, what came of it."""
