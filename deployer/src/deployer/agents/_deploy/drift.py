"""Whether a release is already just what it should be, in helm's books and in the cluster."""

import json
from collections.abc import Sequence
from typing import cast

from lightkube import AsyncClient, codecs
from lightkube.resources.core_v1 import ConfigMap

from deployer.tools.helm import Manifest, Revision
from deployer.tools.kube import FIELD_MANAGER, if_there, meta
from deployer.tools.together import together

NOISE = ("managedFields", "resourceVersion", "generation", "creationTimestamp", "uid")
"""Metadata that the API keeps for itself."""


def same_content(deployed: Revision, wanted: Revision) -> bool:
    """Compare the objects of two revisions, hooks included, in any order."""
    return _sorted(deployed.everything) == _sorted(wanted.everything)


async def has_drifted(client: AsyncClient, manifests: Sequence[Manifest]) -> bool:
    """Tell whether applying the objects would change anything; changes nothing itself.

    The API server compares: each object is applied as a dry run, and the outcome is held
    against what is there. Defaults and other writers' fields thus make no difference.
    """
    changed: list[str] = []

    async def compare(manifest: Manifest) -> None:
        if await _would_change(client, manifest):
            changed.append(str(manifest["kind"]))

    async with together() as group:
        for manifest in manifests:
            group.start_soon(compare, manifest)
    return bool(changed)


async def _would_change(client: AsyncClient, manifest: Manifest) -> bool:
    # Any kind that has a namespace: the client goes by the object's class.
    wanted = cast("ConfigMap", codecs.from_dict(dict(manifest)))
    live = await if_there(client.get(type(wanted), meta(wanted).name or ""))
    if live is None:
        return True
    applied = await client.apply(wanted, force=True, dry_run=True, field_manager=FIELD_MANAGER)
    return essence(live.to_dict()) != essence(applied.to_dict())


def essence(thing: dict[str, object]) -> dict[str, object]:
    """Return an object without its status and without what the API keeps for itself."""
    about = thing.get("metadata")
    kept = {key: value for key, value in thing.items() if key not in {"status", "metadata"}}
    if isinstance(about, dict):
        kept["metadata"] = {key: value for key, value in about.items() if key not in NOISE}
    return kept


def _sorted(manifests: Sequence[Manifest]) -> list[str]:
    return sorted(json.dumps(one, sort_keys=True, default=str) for one in manifests)
