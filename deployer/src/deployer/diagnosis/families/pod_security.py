"""Pods that the namespace's Pod Security level forbids, and the exact change that would do.

Source: k8s.io/pod-security-admission, which names each check and the containers that fail it.
"""

import re
from typing import Any

from deployer.diagnosis.denials import Denial, denied
from deployer.diagnosis.finding import Finding, Fix
from deployer.diagnosis.patches import is_ours, template_patch
from deployer.diagnosis.reading import template_of
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import Thing

VIOLATION = re.compile(r'violates PodSecurity "(?P<level>[^"]+)": (?P<checks>.*)', re.DOTALL)
CHECK = re.compile(r"(?:^|, )(?P<name>[^(),]+) \((?P<detail>(?:[^()\"]|\"[^\"]*\"|\([^()]*\))*)\)")
OF_CONTAINERS: dict[str, dict[str, Any]] = {
    "allowPrivilegeEscalation != false": {"allowPrivilegeEscalation": False},
    "unrestricted capabilities": {"capabilities": {"drop": ["ALL"], "add": None}},
    "non-default capabilities": {"capabilities": {"add": None}},
    "runAsNonRoot != true": {"runAsNonRoot": True},
    "runAsUser=0": {"runAsUser": 10001},
    "seccompProfile": {"seccompProfile": {"type": "RuntimeDefault"}},
    "privileged": {"privileged": False},
    "procMount": {"procMount": None},
}
"""Check to what satisfies it in a container's securityContext."""
OF_PODS: dict[str, dict[str, Any]] = {
    "runAsNonRoot != true": {"runAsNonRoot": True},
    "runAsUser=0": {"runAsUser": 10001},
    "seccompProfile": {"seccompProfile": {"type": "RuntimeDefault"}},
}
"""Those that a wrong value of the whole pod can break as well."""
HOST = re.compile(r"(hostNetwork|hostPID|hostIPC)=true")


def violation(_: Snapshot, denial: Denial) -> Finding | None:
    """Return which checks fail and the patch that satisfies them, if that is why."""
    found = VIOLATION.search(denial.message)
    if found is None:
        return None
    checks = {one["name"].strip(): one["detail"] for one in CHECK.finditer(found["checks"])}
    body, left = _patch(denial.thing, checks)
    by_hand = f"; by hand: {', '.join(left)}" if left else ""
    told = ", ".join(checks) or found["checks"][:200]
    return denied(
        denial,
        "admission.pod-security",
        f"the namespace allows only pods of level {found['level']}, and its pods break: {told}",
        Fix(summary="run ./todo chart, then ./todo up")
        if is_ours(denial.thing)
        else Fix(
            summary=f"set the securityContext that the level asks for{by_hand}",
            patch=template_patch(denial.thing, body) if body else None,
            undo="kubectl rollout undo " + f"{denial.workload.kind.lower()}/{denial.workload.name}",
        ),
    )


def _patch(thing: Thing | None, checks: dict[str, str]) -> tuple[dict[str, Any], list[str]]:
    """Return what to merge into the pods' spec, and the checks that no merge satisfies."""
    body: dict[str, Any] = {}
    left = []
    for name, detail in checks.items():
        host = HOST.findall(detail) if name == "host namespaces" else []
        body |= dict.fromkeys(host, False)
        if name in OF_CONTAINERS:
            for kind, names in _containers(thing, detail).items():
                for one in names:
                    _entry(body, kind, one).setdefault("securityContext", {}).update(
                        OF_CONTAINERS[name]
                    )
            if name in OF_PODS and re.search(r"\bpod must not\b|\bpod and\b", detail):
                body.setdefault("securityContext", {}).update(OF_PODS[name])
        elif name == "hostPort":
            body = _without_host_ports(thing, body)
        elif not host:
            left.append(f"{name} ({detail})")
    return body, left


def _without_host_ports(thing: Thing | None, body: dict[str, Any]) -> dict[str, Any]:
    template = template_of(thing) if thing else None
    for one in template.spec.containers if template and template.spec else ():
        held = [port for port in one.ports or () if port.hostPort]
        if held:
            _entry(body, "containers", one.name)["ports"] = [
                {
                    "containerPort": port.containerPort,
                    "protocol": port.protocol or "TCP",
                    "hostPort": None,
                }
                for port in held
            ]
    return body


def _entry(body: dict[str, Any], kind: str, name: str) -> dict[str, Any]:
    """Return a container's part of the patch; it is made when it is not there yet."""
    found: list[dict[str, Any]] = body.setdefault(kind, [])
    there = next((one for one in found if one["name"] == name), None)
    if there is None:
        there = {"name": name}
        found.append(there)
    return there


def _containers(thing: Thing | None, detail: str) -> dict[str, list[str]]:
    """Return the containers of a template that a check names, by the list that they are in."""
    template = template_of(thing) if thing else None
    spec = template.spec if template else None
    if spec is None:
        return {}
    named = set(re.findall(r'"([^"]+)"', detail))
    lists = {"containers": spec.containers, "initContainers": spec.initContainers or []}
    return {kind: [one.name for one in found if one.name in named] for kind, found in lists.items()}
