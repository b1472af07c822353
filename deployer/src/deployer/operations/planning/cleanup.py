"""cleanup: what is ours on the pinned cluster, and on request its data and images."""

from lightkube.resources.core_v1 import Namespace

from deployer.agents._cleanup.engine import of_ours
from deployer.agents._cleanup.inventory import take_inventory
from deployer.app import PART_OF, load_app
from deployer.events import Events
from deployer.operations.jobs import Draft, Job, Work
from deployer.operations.pin import Pin
from deployer.pipeline.cleanup import cleanup
from deployer.requests import CleanupRequest, Scope
from deployer.results import AnyResult
from deployer.tools.kube import connect, if_there, meta


async def _draft(job: Job, pin: Pin, events: Events) -> Draft:
    del events
    app = load_app()
    changes: list[str] = []
    async with connect(await pin.access(), app.namespace) as client:
        namespace = await if_there(client.get(Namespace, app.namespace))
        if namespace and (meta(namespace).labels or {}).get(PART_OF) == app.name:
            found = await take_inventory(client, app)
            # Pods go with what keeps them, and come and go while a plan waits.
            going = [one for one in found.released if not one.startswith("Pod ")]
            if Scope.DATA in job.scopes or not found.has_data:
                going += [*found.kept, *found.volumes, f"Namespace {app.namespace}"]
            changes += [f"remove {one}" for one in going]
    if Scope.IMAGES in job.scopes:
        changes += [f"remove {kind} {name}" for kind, name in await of_ours()]
    return Draft(tuple(changes), job.scope, destructive=bool(changes))


async def _do(job: Job, pin: Pin, events: Events) -> AnyResult:
    request = CleanupRequest(access=await pin.access(), scopes=job.scopes)
    return await cleanup(pin.cluster().name, request, events)


CLEANUP = Work(_draft, _do, lambda job, pin: f"./todo cleanup --on {pin.name} --scope {job.scope}")
