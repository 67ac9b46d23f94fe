"""Real servers and real processes: PostgreSQL, Redis, workers that are killed."""
