"""The namespace: ours alone, bounded by a quota, and only for pods of level `restricted`."""

from lightkube import AsyncClient
from lightkube.models.core_v1 import LimitRangeItem, LimitRangeSpec, ResourceQuotaSpec
from lightkube.models.meta_v1 import ObjectMeta
from lightkube.resources.core_v1 import LimitRange, Namespace, ResourceQuota

from deployer.agents._deploy.drift import changes
from deployer.app import PART_OF, App
from deployer.deployment_facts import Action, Change
from deployer.errors import DeployerError, UsageError
from deployer.tools.kube import if_there, labels_of_ours, meta
from deployer.tools.namespaces import stuck

LEVEL = "restricted"
MODES = ("enforce", "audit", "warn")
UNSAID_LIMIT = {"cpu": "250m", "memory": "256Mi"}
UNSAID_REQUEST = {"cpu": "50m", "memory": "64Mi"}
"""For containers that say nothing, which the quota would refuse."""


async def ensure_namespace(client: AsyncClient, app: App) -> None:
    """Make the namespace, its quota and its default limits, or bring them up to date.

    Raises:
        UsageError: There is a namespace of that name, and it is not ours.
        DeployerError: It is about to go.
    """
    existing = await if_there(client.get(Namespace, app.namespace))
    if existing is not None:
        check_ours(existing, app)
    for thing in (_namespace(app), _quota(app), _limits(app)):
        await client.apply(thing, force=True)


async def namespace_changes(client: AsyncClient, app: App) -> tuple[Change, ...]:
    """Return what would become of the namespace and its bounds; changes nothing.

    Raises:
        UsageError: There is a namespace of that name, and it is not ours.
        DeployerError: It is about to go.
    """
    existing = await if_there(client.get(Namespace, app.namespace))
    if existing is None:
        names = (
            f"Namespace {app.namespace}",
            f"ResourceQuota {app.name}",
            f"LimitRange {app.name}",
        )
        return tuple(Change(action=Action.CREATE, object=name) for name in names)
    check_ours(existing, app)
    manifests = [one.to_dict() for one in (_namespace(app), _quota(app), _limits(app))]
    return await changes(client, manifests, manifests)


def check_ours(namespace: Namespace, app: App) -> None:
    """Refuse a namespace that somebody else made, or that is being removed.

    Raises:
        UsageError: It is not ours.
        DeployerError: It is about to go.
    """
    about = meta(namespace)
    if about.deletionTimestamp is not None:
        raise DeployerError(
            f"The namespace {app.namespace} is being removed.",
            cause=stuck(namespace) or "Its objects are not all gone yet.",
            cure=f"kubectl get namespace {app.namespace} --output yaml",
        )
    if (about.labels or {}).get(PART_OF) != app.name:
        raise UsageError(
            f"The namespace {app.namespace} exists and is not ours.",
            cause=f"It lacks the label {PART_OF}={app.name}; what is in it stays untouched.",
            cure="use another cluster, or another namespace in app.yaml",
        )


def _namespace(app: App) -> Namespace:
    security = {f"pod-security.kubernetes.io/{mode}": LEVEL for mode in MODES}
    labels = labels_of_ours(app.name, "namespace") | security
    return Namespace(metadata=ObjectMeta(name=app.namespace, labels=labels))


def _quota(app: App) -> ResourceQuota:
    bounds = app.quota
    hard = {"limits.cpu": bounds.cpu, "limits.memory": bounds.memory, "pods": bounds.pods}
    return ResourceQuota(metadata=_metadata(app, "quota"), spec=ResourceQuotaSpec(hard=dict(hard)))


def _limits(app: App) -> LimitRange:
    item = LimitRangeItem(
        type="Container", default=dict(UNSAID_LIMIT), defaultRequest=dict(UNSAID_REQUEST)
    )
    return LimitRange(metadata=_metadata(app, "limits"), spec=LimitRangeSpec(limits=[item]))


def _metadata(app: App, component: str) -> ObjectMeta:
    labels = labels_of_ours(app.name, component)
    return ObjectMeta(name=app.name, namespace=app.namespace, labels=labels)
