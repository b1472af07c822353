"""Makes facts of what the cluster said."""

from collections.abc import Mapping

from deployer.agents._monitor import images
from deployer.agents._monitor.gathering import Seen
from deployer.agents._monitor.pods import pods_health, workloads
from deployer.agents._monitor.summary import fill_of_claims
from deployer.agents._monitor.surroundings import (
    budget,
    folded,
    nodes_health,
    quota_lines,
    volumes,
)
from deployer.app import App
from deployer.health import Amounts, MonitorFacts
from deployer.quantity import in_bytes, millicores


def facts_of(
    seen: Seen, *, cluster: str, namespace: str, app: App | None, built: Mapping[str, str]
) -> MonitorFacts:
    """Return what was seen as facts, before anything is called wrong.

    Args:
        seen: What the cluster said.
        cluster: The provider's name, or the context.
        namespace: Which one was looked at.
        app: What app.yaml says when the namespace is the app's own, else None.
        built: An image's name to its id in this machine's engine, as far as it is known.
    """
    pods = pods_health(seen.snapshot, seen.usage.pods, seen.probes)
    quotas = quota_lines(seen.snapshot)
    return MonitorFacts(
        cluster=cluster,
        namespace=namespace,
        taken_at=seen.snapshot.taken_at,
        pods=pods,
        workloads=workloads(seen.snapshot),
        budget=budget(pods, quotas, _budget_of(app) if app else None),
        quotas=quotas,
        nodes=nodes_health(seen.snapshot.nodes, seen.usage.nodes),
        warnings=folded(seen.snapshot.events, seen.snapshot),
        drift=(
            *images.from_release(seen.snapshot, seen.released),
            *images.between_pods(pods),
            *images.from_build(pods, built),
        ),
        certificates=tuple(seen.certificates),
        volumes=volumes(seen.snapshot, fill_of_claims(seen.summaries, namespace)),
        usage_source=seen.usage.source,
        probe_source=seen.probe_source,
        unknown=tuple(f"{what}: {why}" for what, why in sorted(seen.unknown.items())),
    )


def _budget_of(app: App) -> Amounts:
    return Amounts(
        cpu_millicores=millicores(app.quota.cpu), memory_bytes=in_bytes(app.quota.memory)
    )
