"""The clusters that can be deployed to, one module each."""

from collections.abc import Callable

from deployer.clusters.base import Cluster
from deployer.clusters.builtin import BuiltinCluster
from deployer.clusters.context import ContextCluster
from deployer.clusters.kind import KindCluster
from deployer.clusters.minikube import MinikubeCluster
from deployer.clusters.pod import POD, PodCluster

CLUSTERS: dict[str, Callable[[], Cluster]] = {
    "minikube": MinikubeCluster,
    "kind": KindCluster,
    "builtin": BuiltinCluster,
}
"""Providers that can start a cluster; any other name is a kube context."""
PROVIDERS: dict[str, Callable[[], Cluster]] = {**CLUSTERS, POD: PodCluster}
"""All, with the one that is there already when this runs in it."""


def find_cluster(name: str) -> Cluster:
    """Return the provider of this name, or else the kube context of this name."""
    provider = PROVIDERS.get(name)
    return provider() if provider else ContextCluster(name)
