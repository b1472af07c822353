"""A namespace that is deleted does not go. Source: its own conditions."""

import re
from collections.abc import Iterator

from lightkube.resources.core_v1 import Namespace

from deployer.diagnosis.finding import Evidence, Finding, Fix, Rule
from deployer.diagnosis.reading import condition, holds, listed, short
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import meta

GOES_SECONDS = 60.0
"""So long may all its pods and volumes take to end."""
FINALIZER = re.compile(r"(?P<name>[\w.-]+/[\w.-]+|[\w.-]+) in (?P<count>\d+) resource instances?")
CONTENT = re.compile(r"(?P<kind>[\w.-]+) has (?P<count>\d+) resource instances?")


def does_not_go(snapshot: Snapshot) -> Iterator[Finding]:
    """Find what holds up a namespace that is being deleted."""
    space = snapshot.own_namespace
    if space is None or meta(space).deletionTimestamp is None:
        return
    found = [
        finding for rule in (_discovery, _content, _finalizers) for finding in rule(snapshot, space)
    ]
    since = snapshot.since(meta(space).deletionTimestamp)
    if found:
        yield found[0]
    elif since > GOES_SECONDS:
        yield _finding(
            snapshot,
            space,
            "namespace.terminating",
            f"it is being deleted since {since / 60:.0f} minutes, and does not say what it waits"
            f" for",
            Evidence(what="status.phase", value="Terminating"),
            _look(space),
        )


def _discovery(snapshot: Snapshot, space: Namespace) -> Iterator[Finding]:
    one = condition(space, "NamespaceDeletionDiscoveryFailure")
    if one is None or one.status != "True":
        return
    broken = [api for api in snapshot.api_services if not holds(api, "Available")]
    names = [meta(api).name or "" for api in broken]
    about = f"API {listed(names)} does not answer" if names else "an API does not answer"
    finding = _finding(
        snapshot,
        space,
        "namespace.discovery-failed",
        f"it cannot be deleted: {about}, so nobody knows what of it is in there",
        Evidence(what="NamespaceDeletionDiscoveryFailure", value=short(one.message or "")),
        Fix(
            summary="bring what serves that API back; if it is gone for good, delete its"
            " APIService",
            risk="destructive",
            command=("kubectl", "delete", "apiservice", names[0]) if len(names) == 1 else (),
        ),
    )
    if not broken:
        yield finding
        return
    yield finding.model_copy(
        update={"object": snapshot.ref(broken[0]), "causes": (snapshot.ref(space),)}
    )


def _content(snapshot: Snapshot, space: Namespace) -> Iterator[Finding]:
    for name in ("NamespaceDeletionContentFailure", "NamespaceDeletionGroupVersionParsingFailure"):
        one = condition(space, name)
        if one is not None and one.status == "True":
            yield _finding(
                snapshot,
                space,
                "namespace.content-failed",
                f"its content cannot be deleted: {short(one.message or '', 200)}",
                Evidence(what=name, value=short(one.message or "")),
                Fix(summary="cure what refuses it: a webhook, a right, or an API that is away"),
            )


def _finalizers(snapshot: Snapshot, space: Namespace) -> Iterator[Finding]:
    one = condition(space, "NamespaceFinalizersRemaining")
    if one is None or one.status != "True":
        return
    left = condition(space, "NamespaceContentRemaining")
    names = [found["name"] for found in FINALIZER.finditer(one.message or "")]
    kinds = [found["kind"].rstrip(".") for found in CONTENT.finditer((left and left.message) or "")]
    what = listed(kinds) or "objects"
    finding = _finding(
        snapshot,
        space,
        "namespace.finalizers",
        f"it waits for {what}, and these for the finalizer {listed(names)}, whose controller does"
        " not work or is gone",
        Evidence(what="NamespaceFinalizersRemaining", value=short(one.message or "")),
        Fix(
            summary="bring that controller back; to take its finalizer off by hand leaves behind"
            " whatever it would have tidied up",
            risk="read",
            command=("kubectl", "get", kinds[0], "-n", meta(space).name or "") if kinds else (),
        ),
    )
    yield finding.model_copy(update={"patience": GOES_SECONDS, "confidence": "strong"})


def _look(space: Namespace) -> Fix:
    name = meta(space).name or ""
    return Fix(
        summary="see what its conditions say",
        risk="read",
        command=("kubectl", "get", "namespace", name, "-o", "yaml"),
    )


def _finding(
    snapshot: Snapshot, space: Namespace, rule: str, cause: str, evidence: Evidence, fix: Fix
) -> Finding:
    return Finding(
        rule=rule, object=snapshot.ref(space), cause=cause, evidence=(evidence,), fix=fix
    )


RULES: tuple[Rule, ...] = (does_not_go,)
