"""Typed wrappers of other programs."""
