"""The shared REST door: dependencies, errors, limits."""
