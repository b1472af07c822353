"""Reads the user's kubeconfig; nothing here ever writes to it."""

import os
from difflib import get_close_matches
from pathlib import Path

import yaml

from deployer.errors import UsageError
from deployer.requests import Access


def kubeconfig_paths() -> list[Path]:
    """Return the files that kubectl would read, those that exist."""
    named = os.environ.get("KUBECONFIG", "")
    paths = [Path(part) for part in named.split(os.pathsep) if part]
    return [path for path in paths or [Path.home() / ".kube" / "config"] if path.is_file()]


def contexts() -> dict[str, Path]:
    """Map each context of the user to the file that defines it; the first file wins."""
    found: dict[str, Path] = {}
    for path in kubeconfig_paths():
        for entry in _read(path).get("contexts") or []:
            found.setdefault(entry["name"], path)
    return found


def access_to(context: str, *, cluster: str) -> Access:
    """Return how to reach a context of the user's kubeconfig.

    Raises:
        UsageError: There is no such context; the nearest name is suggested.
    """
    known = contexts()
    if context in known:
        return Access(kubeconfig=known[context].resolve(), context=context, cluster=cluster)
    near = get_close_matches(context, known, n=1)
    listed = ", ".join(sorted(known)) or "none at all"
    raise UsageError(
        f"There is no kube context named {context!r}.",
        cause=f"Your kubeconfig knows: {listed}.",
        cure=f"./todo up --on {near[0]}" if near else "./todo up --on local",
    )


def _read(path: Path) -> dict[str, list[dict[str, str]]]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise UsageError(
            f"The kubeconfig {path} cannot be read.", cause=str(error).partition("\n")[0]
        ) from error
    return content if isinstance(content, dict) else {}
