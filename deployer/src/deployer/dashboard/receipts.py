"""The receipts that `todo up` leaves, read back."""

from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from deployer.dashboard.view import Receipt, Step
from deployer.results import BuiltImage, Evidence, Release, Result, UpFacts
from deployer.settings import settings

TOTAL = "total"
MB = 1_000_000


def last_receipt(cluster: str, namespace: str) -> Receipt | None:
    """Return the receipt of the last deployment there, or None when there is none to be read."""
    for path in sorted(settings().folder("receipts").glob("*.json"), reverse=True):
        found = _read(path)
        if found and (found.cluster, found.namespace) == (cluster, namespace):
            return found
    return None


def _read(path: Path) -> Receipt | None:
    try:
        result = Result[UpFacts].model_validate_json(path.read_bytes())
        at = datetime.strptime(path.stem, "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except (OSError, ValidationError, ValueError):
        return None  # of another version, or half written: the one before is shown
    facts = result.facts
    return Receipt(
        at=at,
        summary=result.summary,
        status=result.status,
        url=facts.url,
        cluster=facts.cluster,
        namespace=facts.namespace,
        seconds=result.seconds,
        steps=tuple(
            Step(name=name, start=facts.starts.get(name), seconds=seconds)
            for name, seconds in facts.steps.items()
            if name != TOTAL
        ),
        images=tuple(_image(one) for one in facts.images),
        releases=tuple(_release(one) for one in facts.releases),
        evidence=result.evidence,
        file=str(path),
    )


def _image(one: BuiltImage) -> Evidence:
    how = f"built in {one.seconds:.0f} s" if one.built else "as before"
    return Evidence(what=one.reference, value=f"{one.size_bytes / MB:.0f} MB, {how}")


def _release(one: Release) -> Evidence:
    changed = "changed" if one.changed else "as before"
    return Evidence(what=one.name, value=f"{one.chart}, revision {one.revision}, {changed}")
