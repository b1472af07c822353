"""A container may not run as the user that it would run as. Source: kubelet's security context."""

import re
from collections.abc import Iterator

from deployer.diagnosis.families._fixes import change_container
from deployer.diagnosis.families._words import waits
from deployer.diagnosis.finding import Finding, Rule
from deployer.diagnosis.reading import Container, all_containers
from deployer.diagnosis.snapshot import Snapshot

AS_ROOT = re.compile(r"container has runAsNonRoot and image will run as root")
BY_NAME = re.compile(r"image has non-numeric user \((?P<user>[^)]*)\)")
AS_ZERO = re.compile(r"container's runAsUser breaks non-root policy")
OTHER = re.compile(r"non-root policy|runAsNonRoot")
USERS = {"node": 1000, "nginx": 101, "www-data": 33, "postgres": 999, "redis": 999}
USERS |= {"nobody": 65534, "nonroot": 65532}
"""Users of well-known images, by name; an image may number its own differently."""
NOBODY_SPECIAL = 10001
"""A user that no image knows, as hardening guides advise."""


def would_run_as_root(snapshot: Snapshot) -> Iterator[Finding]:
    """Find containers that must not run as root, and would or might."""
    for one in all_containers(snapshot):
        said = one.waiting.message or ""
        if one.waiting.reason == "CreateContainerConfigError" and OTHER.search(said):
            yield _explain(snapshot, one, said)


def _explain(snapshot: Snapshot, one: Container, said: str) -> Finding:
    named = BY_NAME.search(said)
    user = NOBODY_SPECIAL
    if named:
        rule = "config.user-by-name"
        cause = f"the image names its user {named['user']!r} instead of a number, so that nobody "
        cause += "can tell whether that is root, which runAsNonRoot forbids"
        user = USERS.get(named["user"], NOBODY_SPECIAL)
    elif AS_ZERO.search(said):
        rule = "config.root-and-not-root"
        cause = "its securityContext asks for user 0 and forbids root at once"
    elif AS_ROOT.search(said):
        rule = "config.runs-as-root"
        cause = "the image would run as root, which runAsNonRoot forbids"
    else:
        rule = "config.user"
        cause = "the user of its image is not allowed by runAsNonRoot"
    fix = change_container(
        snapshot,
        one,
        f"run it as user {user} (runAsUser)",
        {"securityContext": {"runAsUser": user}},
    )
    return Finding(
        rule=rule,
        object=snapshot.ref(one.pod, one.name),
        cause=cause,
        fix=fix,
        evidence=waits(one),
    )


RULES: tuple[Rule, ...] = (would_run_as_root,)
