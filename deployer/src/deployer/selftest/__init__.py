"""Breaks things on purpose in namespaces of its own, and scores what the diagnosis says."""
