"""Whether a release is already just what it should be, in helm's books and in the cluster."""

import json
from collections.abc import Mapping, Sequence
from typing import cast

from lightkube import AsyncClient, codecs
from lightkube.generic_resource import create_namespaced_resource
from lightkube.resources.core_v1 import ConfigMap

from deployer.agents._deploy.fields import differences, flat
from deployer.deployment_facts import Action, Change
from deployer.tools.essence import essence
from deployer.tools.helm import Manifest, Revision
from deployer.tools.kube import FIELD_MANAGER, if_there, meta
from deployer.tools.together import together

# The client finds objects of other people's kinds once it has heard of them.
create_namespaced_resource("monitoring.coreos.com", "v1", "ServiceMonitor", "servicemonitors")
create_namespaced_resource("gateway.networking.k8s.io", "v1", "HTTPRoute", "httproutes")


def same_content(deployed: Revision, wanted: Revision) -> bool:
    """Compare the objects of two revisions, hooks included, in any order."""
    return _sorted(deployed.everything) == _sorted(wanted.everything)


async def has_drifted(client: AsyncClient, manifests: Sequence[Manifest]) -> bool:
    """Tell whether applying the objects would change anything; changes nothing itself."""
    return bool(await changes(client, manifests, manifests))


async def changes(
    client: AsyncClient, before: Sequence[Manifest], after: Sequence[Manifest]
) -> tuple[Change, ...]:
    """Return what an upgrade from one list of objects to another would change in the cluster.

    The API server compares: each object is applied as a dry run, and the outcome is held
    against what is there. Defaults and other writers' fields thus make no difference.

    Args:
        client: The cluster.
        before: Objects of the deployed revision; what is in them only would be removed.
        after: Objects of the next one.
    """
    old = {named(one): one for one in before}
    found: list[Change] = []

    async def compare(manifest: Manifest) -> None:
        change = await _change(client, old.get(named(manifest), {}), manifest)
        if change is not None:
            found.append(change)

    async with together() as group:
        for manifest in after:
            group.start_soon(compare, manifest)
    gone = old.keys() - {named(one) for one in after}
    found += [Change(action=Action.DELETE, object=name) for name in gone]
    return tuple(sorted(found, key=lambda one: one.object))


async def _change(client: AsyncClient, old: Manifest, manifest: Manifest) -> Change | None:
    # Any kind that has a namespace: the client goes by the object's class.
    wanted = cast("ConfigMap", codecs.from_dict(dict(manifest)))
    live = await if_there(client.get(type(wanted), meta(wanted).name or ""))
    if live is None:
        return Change(action=Action.CREATE, object=named(manifest))
    applied = await client.apply(wanted, force=True, dry_run=True, field_manager=FIELD_MANAGER)
    after = flat(essence(applied.to_dict()))
    # The dry run adds and sets; what only the old revision said, helm takes away.
    for path in flat(dict(old)).keys() - flat(dict(manifest)).keys():
        after.pop(path, None)
    fields = differences(str(manifest["kind"]), flat(essence(live.to_dict())), after)
    return Change(action=Action.CHANGE, object=named(manifest), fields=fields) if fields else None


def named(manifest: Manifest) -> str:
    """Return kind and name of an object, such as `Service todo-backend`."""
    about = manifest["metadata"]
    assert isinstance(about, Mapping)  # noqa: S101 - helm refuses an object without it
    return f"{manifest['kind']} {about['name']}"


def _sorted(manifests: Sequence[Manifest]) -> list[str]:
    return sorted(json.dumps(one, sort_keys=True, default=str) for one in manifests)
