"""What the API tells of a namespace that does not go."""

from lightkube.resources.core_v1 import Namespace

BLOCKING = ("NamespaceContentRemaining", "NamespaceFinalizersRemaining")


def stuck(namespace: Namespace) -> str:
    """Return what keeps a namespace from going, finalizers by name; empty when nothing does."""
    conditions = (namespace.status.conditions if namespace.status else None) or []
    said = [
        one.message or one.type
        for one in conditions
        if one.status == "True" and (one.type in BLOCKING or one.type.endswith("Failure"))
    ]
    return " ".join(said)
