"""Takes secrets out of what the API and programs say, before a rule or a file ever sees it."""

import re
from typing import cast

from lightkube.core.resource import Resource
from lightkube.models.core_v1 import Container, EphemeralContainer, PodSpec, PodTemplateSpec
from lightkube.resources.core_v1 import Pod

from deployer.tools.kube import Thing, meta

HIDDEN = "(hidden)"
NAMES = re.compile(
    r"pass(?:w|phrase|$|_)|pwd|secret|token|credential|api_?key|private|access_?key|auth(?!ors?$|or_)"
    r"|dsn|signing|cookie|salt|webhook",
    re.IGNORECASE,
)
"""Names of environment variables whose literal values are secrets."""
ANNOTATIONS = ("kubectl.kubernetes.io/", "meta.helm.sh/values")
"""Copies of whole objects, values of Secrets among them."""
IN_TEXT = (
    (re.compile(r"(?P<keep>\b[a-z][\w+.-]*://)[^\s/@\"']+@"), r"\g<keep>" + HIDDEN + "@"),
    (
        re.compile(
            r"(?<!/)(?P<keep>(?:passw(?:or)?d|pwd|secret|token|api[_-]?key|access[_-]?key)"
            r"[\"']?\s*[=:]\s*[\"']?)(?!\(hidden\))[^\s\"',;&]{3,}",
            re.IGNORECASE,
        ),
        r"\g<keep>" + HIDDEN,
    ),
    (re.compile(r"(?P<keep>\b(?i:bearer|basic)\s+)[\w.~+/=-]{8,}"), r"\g<keep>" + HIDDEN),
    (re.compile(r"\b(?:sk|pk|ghp|gho|xox[abp])[-_][\w-]{12,}"), HIDDEN),
    (re.compile(r"\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*"), HIDDEN),
    (re.compile(r"\bAKIA[0-9A-Z]{16}\b"), HIDDEN),
)
"""Passwords in URLs, named secrets, authorization headers, well-known forms of keys."""


def clean_text(text: str) -> str:
    """Return a log, a message or an argument without what looks like a secret."""
    for pattern, instead in IN_TEXT:
        text = pattern.sub(instead, text)
    return text


def clean_object[R: Resource](thing: R) -> R:
    """Take managed fields, copies of the object, and literal secrets out of an object, in place."""
    about = meta(cast("Thing", thing))
    about.managedFields = None
    if isinstance(thing, Pod):
        _clean_statuses(thing)
    if about.annotations:
        about.annotations = {
            key: clean_text(value)
            for key, value in about.annotations.items()
            if not key.startswith(ANNOTATIONS) or key.endswith("restartedAt")
        }
    for spec in _pod_specs(thing):
        for one in (*(spec.initContainers or ()), *spec.containers):
            _clean_container(one)
        for other in spec.ephemeralContainers or ():
            _clean_container(other)
    return thing


def _pod_specs(thing: object) -> list[PodSpec]:
    if isinstance(thing, Pod):
        return [thing.spec] if thing.spec else []
    spec = getattr(thing, "spec", None)
    inner = getattr(spec, "jobTemplate", None)
    template = getattr(getattr(inner, "spec", None) or spec, "template", None)
    if isinstance(template, PodTemplateSpec) and template.spec:
        return [template.spec]
    return []


def _clean_container(one: Container | EphemeralContainer) -> None:
    for variable in one.env or ():
        if variable.value:
            hide = NAMES.search(variable.name) is not None
            variable.value = _masked(variable.value) if hide else clean_text(variable.value)
    one.args = clean_arguments(one.args)
    one.command = clean_arguments(one.command)
    for probe in (one.livenessProbe, one.readinessProbe, one.startupProbe):
        if probe and probe.exec:
            probe.exec.command = clean_arguments(probe.exec.command)
        for header in (probe.httpGet.httpHeaders if probe and probe.httpGet else None) or ():
            header.value = HIDDEN if NAMES.search(header.name) else clean_text(header.value)


def clean_arguments(arguments: list[str] | None) -> list[str] | None:
    """Return arguments without secrets, those included that follow an option of such a name."""
    if arguments is None:
        return None
    found: list[str] = []
    for index, text in enumerate(arguments):
        option = arguments[index - 1] if index else ""
        named = option.startswith("-") and "=" not in option and NAMES.search(option)
        found.append(HIDDEN if named and not text.startswith("-") else clean_text(text))
    return found


def _clean_statuses(pod: Pod) -> None:
    status = pod.status
    if status is None:
        return
    for one in (*(status.initContainerStatuses or ()), *(status.containerStatuses or ())):
        for state in (one.state, one.lastState):
            if state and state.terminated and state.terminated.message:
                state.terminated.message = clean_text(state.terminated.message)
            if state and state.waiting and state.waiting.message:
                state.waiting.message = clean_text(state.waiting.message)


def _masked(value: str) -> str:
    """Hide a value; of a URL all but the host, which rules hold against the Services."""
    found = re.match(r"(?P<scheme>[a-z][\w+.-]*://)(?:[^@\s]*@)?(?P<host>[^\s@/?#]+)", value)
    return f"{found['scheme']}{found['host']}/{HIDDEN}" if found else HIDDEN
