"""Benchmarks: side by side in one run, told as ratios. `python -m tests.bench` from api/."""
