"""The parts of cluster-health-monitor."""
