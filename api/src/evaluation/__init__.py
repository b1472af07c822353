"""Scores a model: utterances with the tool calls that they must lead to, tried on a small world."""
