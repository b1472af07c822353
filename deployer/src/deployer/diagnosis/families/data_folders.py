"""A database or a program cannot use the data in its volume. Source: its last words."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from deployer.diagnosis.families._constraints import claims_of
from deployer.diagnosis.families._crashing import log_of
from deployer.diagnosis.families._fixes import change_container, change_pods
from deployer.diagnosis.families._image_fixes import set_image
from deployer.diagnosis.families._room import bytes_of
from deployer.diagnosis.families._words import ends
from deployer.diagnosis.finding import Evidence, Finding, Fix, Patch, Rule
from deployer.diagnosis.patches import is_ours
from deployer.diagnosis.reading import Container, all_containers, short
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import meta

POSTGRES, POSTGRES_ON_ALPINE = 999, 70
"""Numbers of the user `postgres` in its official images."""


class Words(NamedTuple):
    """What a program says of its data, and what that means."""

    pattern: re.Pattern[str]
    rule: str
    cause: str
    fix: Callable[[Snapshot, Container, re.Match[str]], Fix]


def _subfolder(snapshot: Snapshot, one: Container, match: re.Match[str]) -> Fix:
    folder = f"{match['folder'].rstrip('/')}/pgdata"
    change = {"env": [{"name": "PGDATA", "value": folder}]}
    return change_container(snapshot, one, f"keep the data in {folder} (PGDATA)", change)


def _old_version(snapshot: Snapshot, one: Container, match: re.Match[str]) -> Fix:
    if is_ours(one.pod):
        return Fix(summary=f"go back to PostgreSQL {match['old']}, dump the data, and load it anew")
    image, _, tag = one.image.rpartition(":")
    older = tag.replace(match["new"].split(".")[0], match["old"].split(".")[0], 1)
    return set_image(snapshot, one, f"{image}:{older}" if image else one.image)


def _owner(snapshot: Snapshot, one: Container, match: re.Match[str]) -> Fix:
    del match
    group = POSTGRES_ON_ALPINE if "alpine" in one.image else POSTGRES
    change = {"securityContext": {"fsGroup": group}}
    return change_pods(snapshot, one.pod, f"give the volume to group {group} (fsGroup)", change)


def _more_room(snapshot: Snapshot, one: Container, match: re.Match[str]) -> Fix:
    del match
    for name in claims_of(one.pod):
        claim = snapshot.claim(name)
        if claim is None or claim.spec is None or claim.spec.resources is None:
            continue
        asked = (claim.spec.resources.requests or {}).get("storage", "")
        if asked and _grows(snapshot, claim.spec.storageClassName) and not is_ours(one.pod):
            larger = f"{max(1, 2 * bytes_of(asked) // 1024**2)}Mi"
            body = {"spec": {"resources": {"requests": {"storage": larger}}}}
            patch = Patch(
                kind="PersistentVolumeClaim", name=name, namespace=snapshot.namespace, body=body
            )
            summary = f"make claim {name} {larger} large, which cannot be taken back"
            return Fix(summary=summary, risk="destructive", patch=patch)
    return Fix(summary="remove data that is not needed, or give it a larger volume")


def _grows(snapshot: Snapshot, class_name: str | None) -> bool:
    return any(
        bool(one.allowVolumeExpansion) and meta(one).name == class_name
        for one in snapshot.storage_classes
    )


KNOWN = (
    Words(
        re.compile(r'initdb: error: directory "(?P<folder>[^"]+)" exists but is not empty'),
        "storage.data-not-empty",
        "its volume is not empty (a disk has lost+found), and PostgreSQL wants an empty folder",
        _subfolder,
    ),
    Words(
        re.compile(
            r"initialized by PostgreSQL version (?P<old>\d+(?:\.\d+)*), which is not compatible "
            r"with this version (?P<new>\d+(?:\.\d+)*)"
        ),
        "storage.data-version",
        "its data is of PostgreSQL {old}, and the image has {new}",
        _old_version,
    ),
    Words(
        re.compile(
            r"data directory .* (has wrong ownership|has invalid permissions)"
            r"|(chmod|chown|mkdir|could not (change permissions|create directory)).*"
            r"(Permission denied|Operation not permitted)"
        ),
        "storage.data-owner",
        "the data in its volume belongs to another user than the program runs as",
        _owner,
    ),
    Words(
        re.compile(r"(?i)no space left on device|ENOSPC"),
        "storage.disk-full",
        "its disk is full",
        _more_room,
    ),
)


def data_cannot_be_used(snapshot: Snapshot) -> Iterator[Finding]:
    """Find programs that say why they cannot use their data."""
    for one in all_containers(snapshot):
        if one.ready or one.status is None:
            continue
        log = log_of(snapshot, one)
        for words in KNOWN:
            match = words.pattern.search(log)
            if match:
                yield _finding(snapshot, one, words, match, log)
                break


def _finding(
    snapshot: Snapshot, one: Container, words: Words, match: re.Match[str], log: str
) -> Finding:
    line = next((text for text in log.splitlines() if match[0].splitlines()[0] in text), match[0])
    return Finding(
        rule=words.rule,
        object=snapshot.ref(one.pod, one.name),
        cause=words.cause.format(**match.groupdict()),
        fix=words.fix(snapshot, one, match),
        evidence=(Evidence(what="log", value=short(line)), *ends(one)),
        confidence="strong",
    )


RULES: tuple[Rule, ...] = (data_cannot_be_used,)
