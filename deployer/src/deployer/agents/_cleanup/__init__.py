"""The parts of k8s-cleanup."""
