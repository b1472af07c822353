"""Facts about a deployment as a whole: what would change, and whether its contract is kept."""

from enum import StrEnum

from deployer.frozen import Frozen
from deployer.results import Facts, Judged


class Action(StrEnum):
    """What a deployment would do to one thing."""

    CREATE = "create"
    CHANGE = "change"
    DELETE = "delete"
    KEEP = "keep"


class FieldChange(Frozen):
    """One field of an object that would change."""

    path: str
    """Such as `spec.template.spec.containers[backend].image`."""
    before: str | None
    """As JSON; None when the field is not there."""
    after: str | None


class Change(Frozen):
    """One object of the cluster that would change."""

    action: Action
    object: str
    """Kind and name, such as `Deployment todo-backend`."""
    fields: tuple[FieldChange, ...] = ()


class PlannedImage(Frozen):
    """One image that the deployment needs."""

    service: str
    reference: str
    action: Action
    """`create` when it would be built, else `keep`."""


class PlannedRelease(Frozen):
    """One Helm release and what would become of it."""

    name: str
    action: Action
    """`create` installs it, `change` upgrades it."""
    revision: int
    """The one that it has now; 0 when there is none."""
    why: str = ""
    """What makes an upgrade necessary."""
    hooks: tuple[str, ...] = ()
    """Objects that would run before it, such as `Job todo-backend-migration`."""


class PlanFacts(Facts):
    """What `todo plan` found; nothing was changed."""

    cluster: str
    namespace: str
    images: tuple[PlannedImage, ...] = ()
    releases: tuple[PlannedRelease, ...]
    changes: tuple[Change, ...]
    fit: str
    """Whether the pods find room, in one line; empty when this account may not look at nodes."""


class VerifyFacts(Facts):
    """What `todo verify` measured."""

    cluster: str
    criteria: tuple[Judged, ...]
    digests: tuple[str, ...] = ()
    """The hash of the state after each deployment; all alike when nothing changed."""
    differences: tuple[str, ...] = ()
    """What was not the same after each deployment."""
    receipt: str
    """The file that keeps this result."""
