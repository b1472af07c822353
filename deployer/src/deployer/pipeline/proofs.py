"""Keeps what was measured once and cannot be measured again: how long it took, what was left."""

from collections.abc import Mapping
from datetime import UTC, datetime

from pydantic import TypeAdapter, ValidationError

from deployer.frozen import Frozen
from deployer.pipeline.contract import Measured
from deployer.settings import settings


class Proof(Frozen):
    """A value of an earlier run."""

    value: float
    evidence: str
    at: datetime


_Proofs = TypeAdapter(dict[str, Proof])


def earlier() -> dict[str, Measured]:
    """Return what earlier runs measured, each with its date."""
    return {
        name: Measured(value=one.value, evidence=f"{one.evidence} ({one.at:%Y-%m-%d %H:%M} UTC)")
        for name, one in _read().items()
    }


def keep(measured: Mapping[str, Measured]) -> None:
    """Keep values for later runs; a newer one takes the place of an older."""
    now = datetime.now(UTC)
    proofs = _read() | {
        name: Proof(value=one.value, evidence=one.evidence, at=now)
        for name, one in measured.items()
    }
    whole = settings().folder("receipts") / "proofs.json"
    part = whole.with_suffix(".part")
    part.write_bytes(_Proofs.dump_json(proofs, indent=2))
    part.replace(whole)


def _read() -> dict[str, Proof]:
    try:
        return _Proofs.validate_json((settings().folder("receipts") / "proofs.json").read_bytes())
    except (FileNotFoundError, ValidationError):
        return {}
