"""The project's own checks and tests, and the programs that they need."""
