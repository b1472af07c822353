"""Keeps the sources in development pods the same as those of this checkout."""
