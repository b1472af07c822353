"""A language model that is small enough for every machine, and real."""
