"""The values that charts are tried with: what must render, and what must be refused."""

from deployer.agents._charts.facts import ChartContext
from deployer.tools.helm import Values

VERSIONS = ("1.25", "1.30", "1.37")
"""The oldest Kubernetes that charts allow, the first with a pause before stopping, the newest."""


def good_values(context: ChartContext) -> dict[str, Values]:
    """Map names to values with which the chart must render and fit Kubernetes' schemas."""
    secrets = dict.fromkeys(context.secret_keys, "example-of-a-value-with-32-letters")
    with_secrets: Values = {"secrets": secrets} if secrets else {}
    existing: Values = {"existingSecret": "my-secret"} if secrets else {}
    return {
        "defaults": with_secrets,
        "in production": {**existing, **_production(context)},
        "bare": {**existing, **_bare(context)},
    }


def bad_values(context: ChartContext) -> dict[str, Values]:
    """Map names to values that the chart's schema must refuse."""
    bad: dict[str, Values] = {
        "an unknown name": {"replicaz": 2},
        "an unknown name inside": {"image": {"tagg": "x"}},
        "a number for text": {"image": {"tag": 7}},
        "a policy that there is not": {"image": {"pullPolicy": "Sometimes"}},
        "a broken digest": {"image": {"digest": "sha256:abc"}},
        "no quantity": {"resources": {"limits": {"cpu": "many"}}},
        "a list for a flag": {"networkPolicy": {"enabled": []}},
    }
    if not context.stateful:
        bad["text for a number"] = {"replicas": "two"}
        bad["fewer than none"] = {"replicas": -1}
        bad["a config name in small letters"] = {"config": {"log_level": "info"}}
    if context.secret_keys and not context.stateful:
        bad["a secret as config"] = {"config": {context.secret_keys[0]: "x"}}
    return bad


def _production(context: ChartContext) -> dict[str, object]:
    values: dict[str, object] = {
        "image": {
            "repository": f"registry.example/{context.chart}",
            "digest": "sha256:" + "0" * 64,
        },
        "imagePullSecrets": [{"name": "registry"}],
        "nodeSelector": {"kubernetes.io/os": "linux"},
        "tolerations": [{"key": "dedicated", "operator": "Exists"}],
        "affinity": {"podAntiAffinity": {"preferredDuringSchedulingIgnoredDuringExecution": []}},
        "podAnnotations": {"example.com/team": "todo"},
        "extraEnv": [{"name": "TZ", "value": "UTC"}],
        "networkPolicy": {
            "ingressFrom": [{"namespaceSelector": {"matchLabels": {"name": "ingress"}}}],
            "egressTo": [{"to": [{"ipBlock": {"cidr": "10.0.0.0/8"}}], "ports": [{"port": 5432}]}],
        },
    }
    if not context.stateful:
        values["autoscaling"] = {"enabled": True, "maxReplicas": 8}
    if context.api:
        values["ingress"] = {"enabled": True, "className": "nginx", "tlsSecret": "todo-tls"}
    return values


def _bare(context: ChartContext) -> dict[str, object]:
    """Return values with everything off that can be off."""
    values: dict[str, object] = {
        "podDisruptionBudget": {"enabled": False},
        "networkPolicy": {"enabled": False},
    }
    if context.service.migration:
        values["migration"] = {"enabled": False}
    return values
