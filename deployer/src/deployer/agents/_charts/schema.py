"""values.schema.json of a chart: strict, so that a mistyped value stops before the cluster."""

from deployer.agents._charts.facts import ChartContext

type Json = dict[str, object]

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The draft that Helm 3 and 4 both read."""
QUANTITY: Json = {
    "description": "A Kubernetes quantity.",
    "type": ["string", "integer", "number"],
    "pattern": r"^\d+(\.\d+)?(m|k|M|G|T|Ki|Mi|Gi|Ti)?$",
    "exclusiveMinimum": 0,
}
NAME: Json = {"type": "string", "pattern": r"^([a-z0-9]([-a-z0-9.]*[a-z0-9])?)?$", "maxLength": 253}
TEXT: Json = {"type": "string"}
FLAG: Json = {"type": "boolean"}
DURATION: Json = {"type": "string", "pattern": r"^(\d+h)?(\d+m)?(\d+s)?$", "minLength": 2}
LABELS: Json = {"type": "object", "additionalProperties": TEXT}
OBJECTS: Json = {"type": "array", "items": {"type": "object"}}
PODS: Json = {
    "description": "A number of pods, or a share such as 25%.",
    "type": ["integer", "string"],
    "minimum": 0,
    "pattern": r"^(100|[1-9]?\d)%$",
}


def values_schema(context: ChartContext) -> Json:
    """Return the JSON Schema of the chart's values."""
    properties: Json = {**_image(), **_placement(), **_policies(context)}
    properties |= _stateful() if context.stateful else _stateless(context)
    if context.secret_keys:
        properties |= _secrets(context)
    if context.service.migration:
        properties["migration"] = _strict(enabled=FLAG, resources=_resources())
    if context.service.development:
        properties["development"] = _strict(enabled=FLAG)
    if context.uses_api:
        properties["allowChanges"] = FLAG
    if context.published:
        properties["ingress"] = _ingress(context)
        properties["gateway"] = _gateway(context)
    if context.service.metrics:
        properties["serviceMonitor"] = _strict(enabled=FLAG, labels=LABELS, interval=DURATION)
    # Helm hands `global` to every chart that is part of another one.
    properties["global"] = {"type": "object"}
    return {
        "$schema": DRAFT,
        "title": f"Values of {context.chart}",
        "type": "object",
        "additionalProperties": False,
        "properties": dict(sorted(properties.items())),
    }


def _strict(**properties: Json) -> Json:
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _count(minimum: int = 1) -> Json:
    return {"type": "integer", "minimum": minimum, "maximum": 1000}


def _resources() -> Json:
    amounts = _strict(cpu=QUANTITY, memory=QUANTITY, **{"ephemeral-storage": QUANTITY})
    return {**_strict(requests=amounts, limits=amounts), "required": ["requests", "limits"]}


def _image() -> Json:
    return {
        "image": _strict(
            repository={"type": "string", "pattern": r"^[a-z0-9][a-zA-Z0-9._:/-]*$"},
            tag={"type": "string", "pattern": r"^([A-Za-z0-9_][A-Za-z0-9._-]{0,127})?$"},
            digest={"type": "string", "pattern": r"^(sha256:[0-9a-f]{64})?$"},
            pullPolicy={"enum": ["Always", "IfNotPresent", "Never"]},
        ),
        "imagePullSecrets": {
            "type": "array",
            "items": {**_strict(name=NAME), "required": ["name"]},
        },
    }


def _placement() -> Json:
    env_name: Json = {"type": "string", "pattern": r"^[A-Za-z_][A-Za-z0-9_.-]*$"}
    variable = {**_strict(name=env_name, value=TEXT, valueFrom={"type": "object"})}
    return {
        "resources": _resources(),
        "extraEnv": {"type": "array", "items": {**variable, "required": ["name"]}},
        "podAnnotations": LABELS,
        "nodeSelector": LABELS,
        "tolerations": OBJECTS,
        "affinity": {"type": "object"},
    }


def _policies(context: ChartContext) -> Json:
    network = {"enabled": FLAG, "ingressFrom": OBJECTS, "egressTo": OBJECTS}
    port: Json = {"type": "integer", "minimum": 1, "maximum": 65535}
    ports: Json = {"type": "array", "items": port, "uniqueItems": True}
    if "internet" in context.service.calls:
        network["internetPorts"] = ports
    if context.uses_api:
        network["apiPorts"] = ports
    return {
        "networkPolicy": _strict(**network),
        "podDisruptionBudget": _strict(enabled=FLAG, maxUnavailable=PODS),
    }


def _stateful() -> Json:
    return {"storage": _strict(size=QUANTITY, className=NAME)}


def _stateless(context: ChartContext) -> Json:
    settings = (*context.service.config, *context.service.optional_config)
    names: Json = {"pattern": r"^[A-Z][A-Z0-9_]*$"}
    if context.secret_keys:
        names["not"] = {"enum": list(context.secret_keys)}  # they belong into the Secret
    return {
        "replicas": _count(0),
        "rollingUpdate": _strict(maxSurge=PODS, maxUnavailable=PODS),
        "autoscaling": _strict(
            enabled=FLAG, minReplicas=_count(), maxReplicas=_count(), targetCPU=QUANTITY
        ),
        "config": {
            "type": "object",
            "properties": dict.fromkeys(settings, TEXT),
            "additionalProperties": TEXT,
            "propertyNames": names,
        },
    }


def _secrets(context: ChartContext) -> Json:
    return {
        "existingSecret": NAME,
        "secretChecksum": TEXT,
        "secretRefs": _strict(**dict.fromkeys(context.secret_keys, _ref())),
        "secrets": _strict(**dict.fromkeys(context.secret_keys, TEXT)),
    }


def _ref() -> Json:
    key: Json = {"type": "string", "pattern": r"^[-._a-zA-Z0-9]+$"}
    return {**_strict(name={**NAME, "minLength": 1}, key=key), "required": ["name", "key"]}


def _ingress(context: ChartContext) -> Json:
    api = {"backendService": NAME} if context.api else {}
    return _strict(
        **api,
        enabled=FLAG,
        className=NAME,
        host=NAME,
        tlsSecret=NAME,
        annotations=LABELS,
    )


def _gateway(context: ChartContext) -> Json:
    limits = _strict(request=DURATION, backendRequest=DURATION)
    api = {"backendService": NAME, "timeouts": limits} if context.api else {}
    return _strict(
        **api,
        enabled=FLAG,
        name=NAME,
        namespace=NAME,
        listener=NAME,
        host=NAME,
        annotations=LABELS,
    )
