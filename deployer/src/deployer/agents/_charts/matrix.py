"""The values that charts are tried with: what must render, and what must be refused."""

from deployer.agents._charts.facts import ChartContext
from deployer.tools.helm import Values

VERSIONS = ("1.25", "1.30", "1.37")
"""The oldest Kubernetes that charts allow, the first with a pause before stopping, the newest."""

BY_OPERATORS = frozenset({"monitoring.coreos.com/v1", "gateway.networking.k8s.io/v1"})
"""API versions of objects that Kubernetes knows only when somebody has installed them."""

DEFAULTS, PRODUCTION, EDITABLE = "defaults", "in production", "in development"


def good_values(context: ChartContext) -> dict[str, Values]:
    """Map names to values with which the chart must render and fit Kubernetes' schemas."""
    secrets = dict.fromkeys(context.secret_keys, "example-of-a-value-with-32-letters")
    with_secrets: Values = {"secrets": secrets} if secrets else {}
    existing: Values = {"existingSecret": "my-secret"} if secrets else {}
    return {
        DEFAULTS: with_secrets,
        PRODUCTION: {**existing, **_production(context)},
        "bare": {**existing, **_bare(context)},
        **({EDITABLE: {**with_secrets, **_editable()}} if context.service.development else {}),
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
    if context.secret_keys:
        bad["a key without a Secret"] = {"secretRefs": {context.secret_keys[0]: {"key": "uri"}}}
    if context.uses_api:
        bad["text for a flag"] = {"allowChanges": "yes"}
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
    if context.uses_api:
        values["allowChanges"] = True
    if context.published:
        values["ingress"] = {"enabled": True, "className": "nginx", "tlsSecret": "todo-tls"}
        values["gateway"] = {"enabled": True, "name": "web", "namespace": "gateways"}
    if context.service.metrics:
        values["serviceMonitor"] = {"enabled": True, "labels": {"release": "prometheus"}}
    if context.secret_keys:
        values["secretRefs"] = {context.secret_keys[0]: {"name": "another", "key": "uri"}}
    return values


def _editable() -> dict[str, object]:
    return {"development": {"enabled": True}, "replicas": 1}


def _bare(context: ChartContext) -> dict[str, object]:
    """Return values with everything off that can be off."""
    values: dict[str, object] = {
        "podDisruptionBudget": {"enabled": False},
        "networkPolicy": {"enabled": False},
    }
    if context.service.migration:
        values["migration"] = {"enabled": False}
    return values
