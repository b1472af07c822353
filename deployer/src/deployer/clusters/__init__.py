"""The clusters that can be deployed to, one module each."""

from collections.abc import Callable

from deployer.clusters.base import Cluster
from deployer.clusters.builtin import BuiltinCluster
from deployer.clusters.context import ContextCluster
from deployer.clusters.kind import KindCluster
from deployer.clusters.minikube import MinikubeCluster

CLUSTERS: dict[str, Callable[[], Cluster]] = {
    "minikube": MinikubeCluster,
    "kind": KindCluster,
    "builtin": BuiltinCluster,
}
"""Providers that can start a cluster; any other name is a kube context."""


def find_cluster(name: str) -> Cluster:
    """Return the provider of this name, or else the kube context of this name."""
    provider = CLUSTERS.get(name)
    return provider() if provider else ContextCluster(name)
