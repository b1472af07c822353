"""A complete Docker and single-node Kubernetes on a bare Debian or Ubuntu, from packages alone."""

from deployer.clusters.builtin.cluster import BuiltinCluster

__all__ = ["BuiltinCluster"]
