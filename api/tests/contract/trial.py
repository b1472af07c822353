"""One trial: generated requests of one role, checked against the OpenAPI document."""

from collections.abc import Sequence
from typing import NamedTuple

import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import StopReason, events, from_schema
from schemathesis.engine.statistic import Statistic

from src.main import create_app
from tests.belongings import SECONDS
from tests.contract.roles import ROLES

ENDLESS = "/api/v1/events"
"""Has no end that a generated request could wait for; its own tests read it."""
CHECKS = {
    # JSON Schema cannot say that a time needs a day, what a time zone, a cursor or a filter is, or
    # which version of a task is the present one: such a request is well-formed and yet refused.
    "positive_data_acceptance": {
        "expected-statuses": ["2xx", "304", "401", "403", "404", "409", "412", "422"]
    },
}
"""All checks run. Where they would be wrong about us, this says so, and why."""
PHASES = ("examples", "coverage", "fuzzing", "stateful")


class Trial(NamedTuple):
    """What came of it."""

    cases: int
    failures: list[str]
    """Each unique failure: the operation, what is wrong, and the request that shows it."""


def run_trial(
    url: str, role: str, *, seed: int, examples: int, phases: Sequence[str] = PHASES
) -> Trial:
    """Send generated requests to a running backend.

    Args:
        url: Where it is.
        role: Who asks, one of `ROLES`.
        seed: The same seed makes the same requests, as far as the answers are the same.
        examples: How many random requests each operation gets; the systematic ones come on top.
        phases: How they are made, of `PHASES`.
    """
    schema = schemathesis.openapi.from_dict(
        create_app().openapi(), config=_config(url, seed, examples, phases)
    ).exclude(path=ENDLESS)
    asking = ROLES[role](url)
    asking.take_part_in(schema)
    statistic, found = Statistic(), list[str]()
    for event in from_schema(schema).execute():
        if isinstance(event, events.ScenarioFinished):
            statistic.on_scenario_finished(event.recorder)
            found += asking.leaks(event.recorder)
        elif isinstance(event, events.NonFatalError):
            found.append(f"{event.label}: {event.value}")
        elif isinstance(event, events.FatalError):
            raise event.exception
        elif isinstance(event, events.EngineFinished) and event.stop_reason != StopReason.COMPLETED:
            found.append(event.stop_reason.value)
    asking.close()
    return Trial(statistic.total_cases, [*_told(statistic), *found])


def _config(url: str, seed: int, examples: int, phases: Sequence[str]) -> SchemathesisConfig:
    return SchemathesisConfig.from_dict(
        {
            "seed": seed,
            "base-url": url,
            "continue-on-failure": True,
            "request-timeout": SECONDS,
            "generation": {"max-examples": examples, "database": "none"},
            "checks": CHECKS,
            "phases": {name: {"enabled": name in phases} for name in PHASES},
        }
    )


def _told(statistic: Statistic) -> list[str]:
    return [
        f"{label}: {failure.title}\n{failure.message}\n{group.code_sample}"
        for label, groups in statistic.failures.items()
        for group in groups.values()
        for failure in group.failures
    ]
