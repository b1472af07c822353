"""Objects as flat maps from path to value, so that two of them can be told apart field by field."""

import json
import re
from collections.abc import Mapping, Sequence

from deployer.deployment_facts import FieldChange
from deployer.diagnosis.redaction import HIDDEN, clean_text

IDENTITIES = ("name", "mountPath", "containerPort", "port", "key", "topologyKey", "ip", "type")
"""What tells the elements of a list apart, the surest first."""
SECRET_PATHS = re.compile(r"^(data|stringData)\.")
LONGEST = 160
"""Characters of a value that are shown."""

type Fields = dict[str, object]


def flat(thing: object, path: str = "") -> Fields:
    """Return every leaf by its path; elements of a list go by name where they have one."""
    if isinstance(thing, Mapping) and thing:
        return _joined({f"{path}.{key}" if path else str(key): one for key, one in thing.items()})
    if isinstance(thing, list) and thing:
        marks = _marks(thing)
        return _joined({f"{path}[{mark}]": one for mark, one in zip(marks, thing, strict=True)})
    return {path: thing}


def differences(kind: str, before: Fields, after: Fields) -> tuple[FieldChange, ...]:
    """Return the fields that differ, in the order of their paths; values of Secrets are hidden."""
    paths = sorted(
        path for path in before.keys() | after.keys() if before.get(path) != after.get(path)
    )
    return tuple(
        FieldChange(
            path=path,
            before=shown(kind, path, before[path]) if path in before else None,
            after=shown(kind, path, after[path]) if path in after else None,
        )
        for path in paths
    )


def shown(kind: str, path: str, value: object) -> str:
    """Return a value as a person may see it: no secret, no password in a URL, no endless line."""
    if kind == "Secret" and SECRET_PATHS.match(path):
        return HIDDEN
    text = clean_text(json.dumps(value, default=str))
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _joined(parts: Mapping[str, object]) -> Fields:
    return {path: value for at, one in parts.items() for path, value in flat(one, at).items()}


def _marks(things: Sequence[object]) -> list[str]:
    for identity in IDENTITIES:
        marks = [
            str(one[identity]) for one in things if isinstance(one, Mapping) and identity in one
        ]
        if len(set(marks)) == len(things):
            return marks
    return [str(index) for index in range(len(things))]
