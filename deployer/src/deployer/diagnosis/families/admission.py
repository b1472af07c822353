"""A pod is refused before it exists. Source: what the API answers to the maker of the pod."""

import difflib
import re
from collections.abc import Callable, Iterator

from deployer.diagnosis.denials import Denial, denials, denied
from deployer.diagnosis.families import access, limits, pod_security, webhooks
from deployer.diagnosis.finding import Finding, Fix, Rule
from deployer.diagnosis.patches import UP, is_ours, kubectl
from deployer.diagnosis.reading import short
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import meta
from deployer.tools.refusals import refusal_of

SETTLES = 45.0
"""Seconds in which what is made in the same moment appears; the maker tries again."""
ACCOUNT = re.compile(r'serviceaccount "(?P<name>[^"]+)" not found')


def is_refused(snapshot: Snapshot) -> Iterator[Finding]:
    """Find workloads whose pods the cluster refuses to make."""
    for denial in denials(snapshot):
        yield next(
            (one for explain in EXPLAINERS if (one := explain(snapshot, denial))),
            None,
        ) or _other(snapshot, denial)


def _account(snapshot: Snapshot, denial: Denial) -> Finding | None:
    found = ACCOUNT.search(denial.message)
    if found is None:
        return None
    name, ours = found["name"], is_ours(denial.thing)
    known = [meta(one).name or "" for one in snapshot.service_accounts]
    near = difflib.get_close_matches(name, [one for one in known if one != name], n=1)
    create = kubectl(denial.workload.namespace, "create", "serviceaccount", name)
    return denied(
        denial,
        "admission.service-account",
        f"the service account {name}, which its pods run as, does not exist in namespace"
        f" {snapshot.namespace}" + (f" (there is {near[0]})" if near else ""),
        Fix(
            summary=f"create service account {name}",
            command=UP if ours else create,
            undo="" if ours else f"kubectl delete serviceaccount {name} -n {snapshot.namespace}",
        ),
        patience=SETTLES,
    )


def _other(snapshot: Snapshot, denial: Denial) -> Finding:
    known = refusal_of(denial.message, namespace=snapshot.namespace)
    if known:
        return denied(denial, known.rule, known.why, Fix(summary=known.cure))
    cause = f"the cluster refuses its pods: {short(denial.message, 200)}"
    finding = denied(denial, "admission.refused", cause, None, patience=SETTLES)
    return finding.model_copy(update={"confidence": "strong"})


EXPLAINERS: tuple[Callable[[Snapshot, Denial], Finding | None], ...] = (
    limits.quota,
    limits.unstated,
    limits.limit_range,
    pod_security.violation,
    webhooks.denial,
    webhooks.silence,
    access.refusal,
    _account,
)
RULES: tuple[Rule, ...] = (is_refused,)
