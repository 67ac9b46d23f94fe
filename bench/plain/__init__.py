"""The planet painter's kernels in plain numpy: the yardstick of `bench.planets`, and a proof of what they do.

Whole arrays instead of compiled loops, the same arithmetic; only what an ocean world under a calm sky needs.
"""
