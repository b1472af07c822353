"""RBAC does not allow what a program asks for. Source: the API's answers, in events and logs."""

import re
from collections.abc import Iterator

from deployer.diagnosis.denials import Denial, denied
from deployer.diagnosis.finding import Evidence, Finding, Fix, Rule
from deployer.diagnosis.reading import containers, short
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import meta

FORBIDDEN = re.compile(
    r'User \\?"(?P<user>[^"\\]+)\\?" cannot (?P<verb>\S+) resource \\?"(?P<resource>[^"\\]+)\\?"'
    r' in API group \\?"(?P<group>[^"\\]*)\\?"'
    r'(?: in the namespace \\?"(?P<space>[^"\\]+)\\?")?'
)
"""Also as it stands in logs of JSON, with its quotes escaped."""
ACCOUNT = re.compile(r"system:serviceaccount:(?P<space>[^:]+):(?P<name>.+)")


def refusal(_: Snapshot, denial: Denial) -> Finding | None:
    """Return why the maker of pods may not make them, if that is a matter of rights."""
    found = FORBIDDEN.search(denial.message)
    return denied(denial, "admission.forbidden", *_explained(found)) if found else None


def may_not(snapshot: Snapshot) -> Iterator[Finding]:
    """Find programs that the API turns away, by what they logged."""
    for pod in snapshot.pods:
        for one in containers(pod):
            found = FORBIDDEN.search(snapshot.log(meta(pod).name or "", one.name))
            if found is None:
                continue
            cause, fix = _explained(found)
            yield Finding(
                rule="admission.forbidden",
                object=snapshot.ref(pod, one.name),
                cause=cause,
                evidence=(Evidence(what="log", value=short(found[0])),),
                severity="warning" if one.ready else "critical",
                confidence="strong",
                fix=fix,
                patience=None,
            )


def _explained(found: re.Match[str]) -> tuple[str, Fix]:
    user, verb, resource, group, space = found.groups()
    kind = f"{resource}.{group}" if group else resource
    account = ACCOUNT.fullmatch(user)
    who = f"the service account {account['name']}" if account else f"the user {user}"
    subject = (
        f"--serviceaccount={account['space']}:{account['name']}" if account else f"--user={user}"
    )
    role, place = ("role", f" -n {space}") if space else ("clusterrole", "")
    name = f"{account['name'] if account else 'reader'}-{verb}-{resource.replace('/', '-')}"
    where = f"in namespace {space}" if space else "in the whole cluster"
    summary = (
        f"allow just this: kubectl create {role} {name} --verb={verb} --resource={kind}{place} &&"
        f" kubectl create {role}binding {name} --{role}={name} {subject}{place}"
    )
    undo = f"kubectl delete {role},{role}binding {name}{place}"
    return f"{who} may not {verb} {kind} {where}", Fix(summary=summary, undo=undo)


RULES: tuple[Rule, ...] = (may_not,)
