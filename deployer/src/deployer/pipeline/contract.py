"""The deployment's contract: which measure must keep which bound; read from the specification."""

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Literal, Self

import yaml
from pydantic import ValidationError, model_validator

from deployer.errors import UsageError
from deployer.frozen import Frozen
from deployer.results import Judged, Verdict
from deployer.settings import ROOT
from deployer.yaml_lines import read_yaml

PATH = ROOT / "specs/001-local-k8s-deployment/contracts/deployment-validation.yaml"


class OnMiss(StrEnum):
    """What a bound that is not kept leads to."""

    FAIL = "fail"
    WARN = "warn"


class Measured(Frozen):
    """One value and what shows it."""

    value: float
    evidence: str


class Criterion(Frozen):
    """One measure and its bound."""

    id: str
    says: str
    source: str
    measure: str
    below: float | None = None
    at_most: float | None = None
    at_least: float | None = None
    equals: float | None = None
    unit: str = ""
    on_miss: OnMiss = OnMiss.FAIL
    how: str = "./todo up"
    """The command that measures it."""

    @model_validator(mode="after")
    def _one_bound(self) -> Self:
        given = (self.below, self.at_most, self.at_least, self.equals)
        if sum(one is not None for one in given) != 1:
            raise ValueError("needs exactly one of below, at_most, at_least, equals")
        return self

    @property
    def bound(self) -> str:
        """The bound as a person reads it."""
        signs = {"<": self.below, "≤": self.at_most, "≥": self.at_least, "=": self.equals}
        return next(
            f"{sign} {self._with_unit(one)}" for sign, one in signs.items() if one is not None
        )

    def holds(self, value: float) -> bool:
        """Tell whether a value keeps the bound."""
        return (
            (self.below is not None and value < self.below)
            or (self.at_most is not None and value <= self.at_most)
            or (self.at_least is not None and value >= self.at_least)
            or (self.equals is not None and value == self.equals)
        )

    def judge(self, measured: Measured | None) -> Judged:
        """Hold a measured value against the bound; None when there is no value."""
        if measured is None:
            verdict, evidence = Verdict.UNMEASURED, f"not measured yet: {self.how}"
        else:
            missed = Verdict.MISSED if self.on_miss is OnMiss.FAIL else Verdict.RISKED
            verdict = Verdict.MET if self.holds(measured.value) else missed
            evidence = measured.evidence
        return Judged(
            id=self.id,
            says=self.says,
            source=self.source,
            bound=self.bound,
            measured=self._with_unit(measured.value) if measured else "",
            verdict=verdict,
            evidence=evidence,
        )

    def _with_unit(self, value: float) -> str:
        number = f"{value:g}" if value == round(value) else f"{value:.{1 if value > 1 else 2}f}"
        return f"{number}{'' if self.unit in {'', '%'} else ' '}{self.unit}"


class Contract(Frozen):
    """All criteria."""

    version: Literal[1]
    criteria: tuple[Criterion, ...]

    @model_validator(mode="after")
    def _told_apart(self) -> Self:
        if len({one.id for one in self.criteria}) != len(self.criteria):
            raise ValueError("two criteria have the same id")
        return self


@cache
def load_contract(path: Path = PATH) -> Contract:
    """Read and check the contract.

    Raises:
        UsageError: It is missing or wrong; the error names the first wrong place.
    """
    try:
        return Contract.model_validate(read_yaml(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError) as error:
        raise UsageError(
            f"{path.name} cannot be read.", cause=" ".join(str(error).split()), cure="git status"
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UsageError(
            f"{path.name} is wrong at {where}.",
            cause=first["msg"].removeprefix("Value error, "),
            cure=f"edit {path}",
        ) from error
