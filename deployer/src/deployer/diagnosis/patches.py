"""What fixes are made of: patches, the argv of kubectl, and whose an object is."""

from lightkube.resources.apps_v1 import DaemonSet, Deployment, StatefulSet
from lightkube.resources.batch_v1 import CronJob

from deployer.app import PART_OF, load_app
from deployer.diagnosis.finding import Fix, Patch
from deployer.diagnosis.reading import labels
from deployer.tools.kube import Thing, meta

UP = ("./todo", "up")
"""Writes everything of ours anew, as app.yaml says it."""
PUT_BACK = Fix(summary="put the app back as app.yaml describes it", command=UP)


def is_ours(thing: Thing | None) -> bool:
    """Tell whether an object is part of this project's app, so that `./todo up` writes it."""
    return thing is not None and labels(thing).get(PART_OF) == load_app().name


def template_patch(thing: Thing | None, body: object) -> Patch | None:
    """Return a patch of what a workload's pods are made from.

    Args:
        thing: The workload.
        body: What is merged into the pods' spec.

    Returns:
        None for workloads whose template cannot be changed, such as a Job.
    """
    template = {"template": {"spec": body}}
    match thing:
        case Deployment() | StatefulSet() | DaemonSet():
            return patch_of(thing, {"spec": template})
        case CronJob():
            return patch_of(thing, {"spec": {"jobTemplate": {"spec": template}}})
    return None


def patch_of(thing: Thing, body: object, *, namespace: str = "") -> Patch:
    """Return a strategic merge of one object; its own namespace unless another is given."""
    about = meta(thing)
    return Patch(
        kind=type(thing).__name__,
        name=about.name or "",
        namespace=about.namespace or namespace,
        body=body,
    )


def kubectl(namespace: str, *words: str) -> tuple[str, ...]:
    """Return the argv of kubectl, in a namespace when it is not empty."""
    return ("kubectl", *words, *(("-n", namespace) if namespace else ()))
