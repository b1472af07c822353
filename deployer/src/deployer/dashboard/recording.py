"""What was saved is shown again without a cluster: recordings, and snapshots of `todo diagnose`."""

from pathlib import Path

import msgspec
from pydantic import ValidationError

from deployer.app import load_app
from deployer.dashboard.state import state_of
from deployer.dashboard.view import About, Line, Whole
from deployer.diagnosis.engine import diagnose
from deployer.diagnosis.snapshot import Snapshot
from deployer.errors import UsageError

MARK = b'"format":'
"""Near the beginning of every recording, and of no snapshot."""
BEGINNING = 200
SAVE = "save one with the dashboard's button “Save recording”, or with todo diagnose --save"


def load(path: Path) -> Whole:
    """Read a recording of a dashboard, or a snapshot.

    Raises:
        UsageError: There is no such file, or it is neither.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read.", cause=str(error.strerror), cure="name a file that is there"
        ) from error
    try:
        whole = _recording(data) if MARK in data[:BEGINNING] else _of(Snapshot.from_json(data))
    except (ValidationError, msgspec.MsgspecError) as error:
        raise UsageError(
            f"{path} is neither a recording nor a snapshot.", cause=_first(error), cure=SAVE
        ) from error
    recorded = whole.about.recorded or whole.state.at
    about = whole.about.model_copy(update={"recorded": recorded, "can_fix": False})
    return whole.model_copy(update={"about": about})


def _recording(data: bytes) -> Whole:
    return Whole.model_validate_json(data)


def _of(snapshot: Snapshot) -> Whole:
    """Return what a snapshot shows; it holds no history, and logs only of what is not well."""
    app = load_app()
    state = state_of(snapshot, diagnose(snapshot), app, {})
    owner = {pod.name: one.id for one in state.resources for pod in one.instances}
    said = [(key.partition("/")[0], text) for key, text in snapshot.logs.items()]
    spoken = [(pod, line) for pod, text in said for line in text.splitlines()]
    return Whole(
        about=About(title=app.name.title(), cluster="snapshot", namespace=snapshot.namespace),
        state=state,
        lines=tuple(
            Line(number=at, at="", resource=owner.get(pod, pod), instance=pod, text=line)
            for at, (pod, line) in enumerate(spoken, 1)
        ),
    )


def _first(error: ValidationError | msgspec.MsgspecError) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(str(part) for part in first['loc']) or 'file'}: {first['msg']}"
    return str(error)
