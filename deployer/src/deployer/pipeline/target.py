"""Which cluster, or this machine, a command is for."""

import hashlib
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from deployer.app import App, load_app
from deployer.clusters import CLUSTERS, find_cluster
from deployer.clusters.base import Cluster, State
from deployer.errors import DeployerError, UsageError
from deployer.events import ignore
from deployer.frozen import Frozen
from deployer.profiles import LOCAL as LOCAL_PROFILE
from deployer.profiles import under, with_database
from deployer.settings import ROOT, settings

LOCAL = "local"
AUTO = "auto"


class Target(Frozen):
    """What the project was last brought up on, and what was started for it."""

    name: str
    """`local`, a provider's name, or a kube context."""
    cluster_was_running: bool = True
    """Whether the cluster ran before we came: then `down` leaves it running."""
    profile: str = LOCAL_PROFILE
    """The profile of app.yaml that the app runs under."""
    operations: bool = False
    """Whether the operations server was asked for there; it stays until it is cleaned up."""


def last_target() -> Target | None:
    """Return what this checkout was last brought up on, or None."""
    path = _record()
    try:
        return Target.model_validate_json(path.read_bytes())
    except (FileNotFoundError, ValidationError):
        return None


def remember(target: Target) -> None:
    """Keep what this checkout was brought up on, for `down`, `status` and the next `up`."""
    _record().write_text(target.model_dump_json(), encoding="utf-8")


def wanted_on(cluster: str, app: App, *, operations: bool | None = None) -> tuple[str, ...]:
    """Return the services that are to be installed on a cluster.

    Args:
        cluster: Its name, as `--on` has it.
        app: The app under its profile.
        operations: Whether the operations server is asked for; None means as last time.
    """
    last = last_target()
    before = last is not None and last.name == cluster and last.operations
    return app.wanted(
        with_database=with_database(app, settings()),
        with_operations=before if operations is None else operations,
    )


def forget() -> None:
    """Forget it: nothing is up any more."""
    _record().unlink(missing_ok=True)


class Choice(NamedTuple):
    """Where to bring the app up."""

    cluster: Cluster | None
    """None means processes of this machine."""
    why: str = ""
    """One line for the user when a better place was not to be had."""


async def choose(name: str) -> Choice:
    """Return where to bring the app up.

    `auto` takes the cluster of last time if it answers, else minikube if a container
    engine runs and minikube is there or can be had, else this machine. It never takes a
    context that the user did not name.

    Args:
        name: The value of `--on`.

    Raises:
        UsageError: There is no provider or context of that name.
    """
    if name == LOCAL:
        return Choice(None)
    if name != AUTO:
        return Choice(find_cluster(name))
    last = last_target()
    if last is not None and last.name != LOCAL and await _answers(find_cluster(last.name)):
        return Choice(find_cluster(last.name))
    minikube = CLUSTERS["minikube"]()
    try:
        await minikube.prepare(ignore)
    except DeployerError as error:
        return Choice(None, f"No Kubernetes: {error.what}")
    return Choice(minikube)


async def _answers(cluster: Cluster) -> bool:
    try:
        return await cluster.state() is State.RUNNING
    except DeployerError:
        return False


def _record() -> Path:
    # Two checkouts on one machine are two deployments.
    key = hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]
    return settings().folder("targets") / f"{key}.json"


def app_for(cluster: str, profile: str | None) -> App:
    """Return the app under the profile that the user named, or that it was brought up under there.

    Args:
        cluster: Its name, as `--on` has it.
        profile: A profile of app.yaml; None when the user named none.

    Raises:
        UsageError: There is no such profile, or it is wrong.
    """
    last = last_target()
    before = last.profile if last is not None and last.name == cluster else LOCAL_PROFILE
    return under(load_app(), before if profile is None else profile)


def named_or_last(name: str | None) -> str:
    """Return the cluster that the user named, or else the one of last time.

    Raises:
        UsageError: There is neither.
    """
    if name is not None:
        return name
    last = last_target()
    if last is None or last.name == LOCAL:
        raise UsageError(
            "It is not clear which cluster is meant.",
            cause="The app is not up on any cluster.",
            cure="name one: --on minikube",
        )
    return last.name
