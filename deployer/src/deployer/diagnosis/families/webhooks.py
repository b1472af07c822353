"""Admission webhooks that forbid pods, or that do not answer although they have to."""

import re
from collections.abc import Iterator

from lightkube.models.admissionregistration_v1 import MutatingWebhook, ValidatingWebhook
from lightkube.resources.admissionregistration_v1 import (
    MutatingWebhookConfiguration,
    ValidatingWebhookConfiguration,
)

from deployer.diagnosis.denials import Denial, denials, denied
from deployer.diagnosis.finding import Evidence, Finding, Fix, ObjectRef, Rule
from deployer.diagnosis.reading import labels, matches, short
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import meta

SETTLES = 45.0
"""Seconds in which the pods behind a webhook may come back."""
DENIED = re.compile(
    r'admission webhook "(?P<name>[^"]+)" denied the request'
    r"(?:: (?P<what>.*)| without explanation)",
    re.DOTALL,
)
FAILED = re.compile(
    r'failed calling webhook "(?P<name>[^"]+)":(?: failed to call webhook:)?'
    r'(?: Post "https?://(?P<service>[^.\s"]+)\.(?P<space>[^.\s":]+)\.svc[^"]*":)? ?(?P<what>.*)',
    re.DOTALL,
)
type Configuration = ValidatingWebhookConfiguration | MutatingWebhookConfiguration
type Webhook = ValidatingWebhook | MutatingWebhook


def denial(_: Snapshot, refused: Denial) -> Finding | None:
    """Return which policy forbids the pods, if one does."""
    found = DENIED.search(refused.message)
    if found is None:
        return None
    what = short(found["what"] or "it does not say why", 200)
    cause = f"the policy of webhook {found['name']} forbids its pods: {what}"
    fix = Fix(summary=f"change the pod template so that webhook {found['name']} is content")
    return denied(refused, "admission.webhook-denied", cause, fix)


def silence(snapshot: Snapshot, refused: Denial) -> Finding | None:
    """Return which webhook does not answer, if that is why."""
    found = FAILED.search(refused.message)
    if found is None:
        return None
    service, space = found["service"] or "", found["space"] or ""
    behind = f"; Service {service} in namespace {space} should" if service else ""
    cause = (
        f"the webhook {found['name']} has to agree to its pods and does not answer{behind}:"
        f" {short(found['what'], 160)}"
    )
    finding = denied(
        refused, "admission.webhook-down", cause, _fix(service, space), patience=SETTLES
    )
    there = snapshot.service(service) if space == snapshot.namespace else None
    if there is None:
        return finding
    # What is wrong with that Service is told by other rules, as the cause of this.
    causes = (refused.workload, *finding.causes)
    changes = {"object": snapshot.ref(there), "symptom": True, "causes": causes}
    return finding.model_copy(update=changes)


def is_not_there(snapshot: Snapshot) -> Iterator[Finding]:
    """Find webhooks that must agree to this namespace's objects, and whose Service is gone."""
    if not snapshot.readable("Service", "Services", "Namespace"):
        return
    known = {meta(one).name for one in snapshot.services}
    found: tuple[Configuration, ...] = (*snapshot.validating_webhooks, *snapshot.mutating_webhooks)
    for one in found:
        for webhook in one.webhooks or ():
            service = webhook.clientConfig.service
            if service is None or not _rules_over(snapshot, webhook):
                continue
            own = service.namespace == snapshot.namespace
            there = (
                service.name in known
                if own
                else f"{service.namespace}/{service.name}" in snapshot.services_elsewhere
            )
            if not there:
                finding = _gone(snapshot, one, webhook, f"{service.namespace}/{service.name}")
                victims = tuple(_held_up(snapshot, webhook.name))
                yield finding.model_copy(update={"causes": victims})


def _held_up(snapshot: Snapshot, name: str) -> Iterator[ObjectRef]:
    """Return the workloads whose pods were refused because this webhook did not answer."""
    for one in denials(snapshot):
        found = FAILED.search(one.message)
        if found and found["name"] == name:
            yield one.workload


def _gone(snapshot: Snapshot, one: Configuration, webhook: Webhook, place: str) -> Finding:
    name, kind = meta(one).name or "", type(one).__name__
    space, _, service = place.partition("/")
    return Finding(
        rule="admission.webhook-gone",
        object=snapshot.ref(one),
        cause=f"webhook {webhook.name} has to agree to what is made here, but its Service {service}"
        f" in namespace {space} does not exist: everything that it rules over is refused",
        evidence=(
            Evidence(what="webhooks[].clientConfig.service", value=place),
            Evidence(what="webhooks[].failurePolicy", value=webhook.failurePolicy or "Fail"),
        ),
        fix=Fix(
            summary=f"install what brings Service {service} again, or delete the configuration",
            risk="destructive",
            command=("kubectl", "delete", kind.lower(), name),
        ),
    )


def _rules_over(snapshot: Snapshot, webhook: Webhook) -> bool:
    """Tell whether a webhook can hold up objects of this namespace."""
    if (webhook.failurePolicy or "Fail") != "Fail":
        return False
    scopes = [rule.scope or "*" for rule in webhook.rules or ()]
    if all(scope == "Cluster" for scope in scopes):
        return False
    space = snapshot.own_namespace
    selector = webhook.namespaceSelector
    return space is None or selector is None or matches(selector, labels(space))


def _fix(service: str, space: str) -> Fix:
    if not service:
        return Fix(summary="bring what answers the webhook back")
    return Fix(
        summary=f"bring the pods of Service {service} in namespace {space} back; if they are gone"
        " for good, delete the webhook's configuration",
        risk="read",
        command=("kubectl", "get", "service,endpointslices,pods", "-n", space),
    )


RULES: tuple[Rule, ...] = (is_not_there,)
