"""The parts of helm-chart-generator."""
