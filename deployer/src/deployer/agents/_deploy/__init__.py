"""The parts of k8s-deploy-agent."""
