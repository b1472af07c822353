"""Figures beside those of the same work done by hand, in one run on one machine."""
