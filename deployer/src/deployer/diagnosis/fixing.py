"""Applies the fix of a finding: tried on the server first, shown as a diff, never with a shell."""

import difflib
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import yaml
from lightkube import AsyncClient, codecs
from lightkube.core.exceptions import LoadResourceError
from lightkube.core.resource import NamespacedResource
from lightkube.resources.core_v1 import ConfigMap, Pod
from lightkube.types import PatchType

from deployer.diagnosis.finding import Fix, Patch
from deployer.diagnosis.redaction import clean_object, clean_text
from deployer.diagnosis.snapshot import OBJECTS
from deployer.errors import UsageError
from deployer.requests import Access
from deployer.tools import programs
from deployer.tools.command import run
from deployer.tools.kube import Thing, if_there, meta

PATCHES = {
    "strategic": PatchType.STRATEGIC,
    "merge": PatchType.MERGE,
    "json": PatchType.JSON,
}
KINDS: dict[str, type[Any]] = {
    **{kind.__name__: kind for kind in OBJECTS.values()},
    "ConfigMap": ConfigMap,
}
"""What may be patched; Secrets are not among them."""
PROGRAMS = {"kubectl": "--context", "helm": "--kube-context"}
"""What may be run, and how each is told the cluster."""
SHOWN = frozenset(
    {
        "annotate",
        "apply",
        "autoscale",
        "create",
        "expose",
        "label",
        "patch",
        "replace",
        "scale",
        "set",
        "taint",
    }
)
"""kubectl's commands that the server can try without doing, and that print what would be there."""
TOLD = frozenset({"cordon", "delete", "uncordon"})
"""Those that it can try, too, but that tell of it in words only: they know no `--output=yaml`."""
SECONDS = 120


class Fixer:
    """Tries and applies fixes on one cluster.

    Args:
        client: The cluster.
        access: The same, for kubectl and helm.
        folders: Where the cluster keeps its own kubectl and helm.
    """

    def __init__(self, client: AsyncClient, access: Access, folders: Sequence[Path] = ()) -> None:
        self._client = client
        self._access = access
        self._folders = folders

    async def preview(self, fix: Fix) -> str:
        """Return what would change, as the server itself works it out; changes nothing.

        Raises:
            UsageError: The fix is for a person, not for a program.
            ApiError, CommandFailedError: The server refuses it.
        """
        if fix.patch is not None:
            kind = cast("type[Pod]", KINDS[fix.patch.kind])
            space = fix.patch.namespace or None
            before = await self._client.get(kind, fix.patch.name, namespace=space)
            return difference(before, await self._patch(fix.patch, dry_run=True))
        verb = fix.command[1] if len(fix.command) > 1 else ""
        if fix.command[0] == "helm":
            return clean_text((await self._run(fix.command, "--dry-run")).strip())
        if verb in TOLD:
            return clean_text((await self._run(fix.command, "--dry-run=server")).strip())
        if verb not in SHOWN:
            return "The server cannot try this one without doing it."
        said = await self._run(fix.command, "--dry-run=server", "--output=yaml")
        return await self._compared(said)

    async def apply(self, fix: Fix) -> str:
        """Do it.

        Returns:
            What the server or the program said.

        Raises:
            ApiError, CommandFailedError: It is refused.
        """
        if fix.patch is not None:
            await self._patch(fix.patch, dry_run=False)
            return f"{fix.patch.kind} {fix.patch.name} patched"
        return clean_text((await self._run(fix.command)).strip())

    async def _patch(self, patch: Patch, *, dry_run: bool) -> Thing:
        # One signature stands for those of namespaced and of cluster-wide kinds.
        kind = cast("type[Pod]", KINDS[patch.kind])
        changed: Thing = await self._client.patch(
            kind,
            patch.name,
            patch.body,
            namespace=patch.namespace or None,
            patch_type=PATCHES[patch.type],
            dry_run=dry_run,
        )
        return changed

    async def _run(self, argv: Sequence[str], *more: str) -> str:
        program = await programs.find(argv[0], self._folders)
        pinned = ["--kubeconfig", str(self._access.kubeconfig)]
        pinned += [PROGRAMS[argv[0]], self._access.context]
        return (await run([program, *argv[1:], *more, *pinned], timeout=SECONDS)).stdout

    async def _compared(self, said: str) -> str:
        """Return how an object that kubectl printed differs from the one that is there."""
        try:
            wanted = codecs.from_dict(yaml.safe_load(said))
        except (yaml.YAMLError, LoadResourceError):
            return clean_text(said.strip())
        about = meta(cast("Thing", wanted))
        kind = cast("type[Pod]", type(wanted))
        space = about.namespace if isinstance(wanted, NamespacedResource) else None
        live = await if_there(self._client.get(kind, about.name or "", namespace=space))
        return difference(live, cast("Thing", wanted))


def check(fix: Fix | None) -> Fix:
    """Return a fix that a program can apply.

    Raises:
        UsageError: There is none, or it is for a person.
    """
    if fix is None or not fix.automatic:
        said = fix.summary if fix else "Nothing is known that helps."
        raise UsageError("This finding has no fix that a program could apply.", cure=said)
    if fix.patch is not None and fix.patch.kind not in KINDS:
        raise UsageError(f"Objects of kind {fix.patch.kind} are not changed by a program.")
    if fix.patch is None and fix.command[0] not in PROGRAMS:
        raise UsageError("This finding is fixed by another command.", cure=shlex.join(fix.command))
    return fix


def difference(before: Thing | None, after: Thing) -> str:
    """Return two states of an object as a unified diff, without what the API keeps for itself."""
    old, new = _lines(before), _lines(after)
    lines = difflib.unified_diff(old, new, "now", "then", lineterm="", n=2)
    return "\n".join(lines) or "It is so already."


def _lines(thing: Thing | None) -> list[str]:
    if thing is None:
        return []
    tree = clean_object(cast("Pod", thing)).to_dict()
    tree.pop("status", None)
    for name in ("resourceVersion", "generation", "uid", "creationTimestamp"):
        tree.get("metadata", {}).pop(name, None)
    return clean_text(yaml.safe_dump(tree, sort_keys=True)).splitlines()
