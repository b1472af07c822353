"""What a profile of app.yaml makes of the app: its bounds, its replicas, its charts' values."""

from collections.abc import Mapping

from deployer.app import App, Service
from deployer.errors import UsageError
from deployer.settings import Settings

LOCAL = "local"
"""The profile of whoever names none: what app.yaml says, and nothing else."""
CHART_MOST = 3
"""As many times the usual replicas as charts let an autoscaler make, where nobody says more."""
DATABASE, BACKEND, OPERATIONS = "database", "backend", "operations"
DATABASE_URL = "DATABASE_URL"


def under(app: App, name: str) -> App:
    """Return the app as a profile runs it.

    Args:
        app: As app.yaml has it.
        name: The profile; `local` is always there.

    Raises:
        UsageError: There is no such profile, or it holds a secret or an unknown service.
    """
    if name == LOCAL and name not in app.profiles:
        return app
    profile = app.profiles.get(name)
    if profile is None:
        there = ", ".join(sorted({LOCAL, *app.profiles}))
        raise UsageError(
            f"There is no profile {name!r}.",
            cause=f"app.yaml has {there}.",
            cure="name one of these, or add it to app.yaml",
        )
    unknown = profile.values.keys() - app.services.keys()
    if unknown or any("secrets" in values for values in profile.values.values()):
        raise UsageError(
            f"The profile {name!r} is wrong.",
            cause=f"There is no service {', '.join(sorted(unknown))}."
            if unknown
            else "Values hold no secrets: Helm keeps values where many can read them.",
            cure="edit profiles in app.yaml; a Secret's name goes into database",
        )
    services = {
        key: _running(one, profile.values.get(key, {})) for key, one in app.services.items()
    }
    if profile.database is not None:
        del services[DATABASE]
    chosen = {"profile": name, "services": services, "quota": profile.quota or app.quota}
    return app.model_copy(update=chosen)


def values_of(app: App, key: str) -> dict[str, object]:
    """Return what the app's profile gives to the chart of a service."""
    values = dict(app.differs.values.get(key, {}))
    if key == BACKEND and app.differs.database is not None:
        return merged(values, {"secretRefs": {DATABASE_URL: app.differs.database.model_dump()}})
    return values


def most_replicas(app: App, key: str) -> int:
    """Return how many pods of a service there may ever be: an autoscaler may add some."""
    least, scaling = app.services[key].replicas, _scaling(values_of(app, key))
    return _count(scaling, "maxReplicas", CHART_MOST * least) if scaling else least


def with_database(app: App, chosen: Settings) -> bool:
    """Tell whether a database of our own belongs to it: no other one is named."""
    return app.differs.database is None and chosen.database_url is None


def merged(below: Mapping[str, object], above: Mapping[str, object]) -> dict[str, object]:
    """Merge values as Helm does: maps key by key, all else replaced by what is above."""
    found = dict(below)
    for key, value in above.items():
        old = found.get(key)
        both = isinstance(old, Mapping) and isinstance(value, Mapping)
        found[key] = merged(old, value) if both else value  # type: ignore[arg-type]
    return found


def _running(service: Service, values: Mapping[str, object]) -> Service:
    """Return a service with the replicas that there are at least."""
    scaling = _scaling(values)
    least = _count(scaling, "minReplicas", service.replicas)
    replicas = least if scaling else _count(values, "replicas", service.replicas)
    return service.model_copy(update={"replicas": replicas})


def _scaling(values: Mapping[str, object]) -> Mapping[str, object]:
    found = values.get("autoscaling")
    return found if isinstance(found, Mapping) and found.get("enabled") else {}


def _count(values: Mapping[str, object], name: str, usual: int) -> int:
    found = values.get(name, usual)
    return found if isinstance(found, int) else usual
