"""What an object of the API says, apart from what the API says about it."""

NOISE = ("managedFields", "resourceVersion", "generation", "creationTimestamp", "uid")
"""Metadata that the API keeps for itself."""


def essence(thing: dict[str, object]) -> dict[str, object]:
    """Return an object without its status and without what the API keeps for itself."""
    about = thing.get("metadata")
    kept = {key: value for key, value in thing.items() if key not in {"status", "metadata"}}
    if isinstance(about, dict):
        kept["metadata"] = {key: value for key, value in about.items() if key not in NOISE}
    return kept
