"""One run of the checks or of all tests: prepares what they need, runs them, sums up."""

import time
from collections.abc import Sequence

from deployer.errors import MissingError
from deployer.events import Events
from deployer.results import Evidence, Result, Status, TestFacts
from deployer.settings import settings
from deployer.steps import step
from deployer.suites.browser import find_browser
from deployer.suites.model import find_model
from deployer.suites.registry import SUITES, WEB, Suite
from deployer.suites.runner import Outcome, Runner
from deployer.tools.node import find_node
from deployer.tools.node_packages import environment, install_packages


async def run_checks(events: Events) -> Result[TestFacts]:
    """Run the fast checks: format, lint, types, import rules, unit tests."""
    suites = [suite for suite in SUITES if suite.fast]
    return await _run(suites, {}, events)


async def run_tests(on: str, only: Sequence[str], events: Events) -> Result[TestFacts]:
    """Run every check and test.

    Args:
        on: The cluster for the cluster tests; `builtin`, where nothing else is named.
        only: Names of suites; empty means all.
        events: Who listens.
    """
    suites = [suite for suite in SUITES if not only or suite.name in only]
    env = {"TODO_TEST_CLUSTER": on}
    if any(suite.browser for suite in suites):
        with step("browser", events) as running:
            env["CHROMIUM"] = await find_browser(running)
            running.done(env["CHROMIUM"])
    if any(suite.model for suite in suites):
        with step("small model", events) as running:
            env["SMALL_MODEL"] = await find_model(running)
            running.done(env["SMALL_MODEL"])
    return await _run(suites, env, events)


async def _run(suites: Sequence[Suite], env: dict[str, str], events: Events) -> Result[TestFacts]:
    started = time.monotonic()
    if any(suite.web for suite in suites):
        found = await find_node(events)
        await install_packages(WEB, found, events, dev=True)
        env |= environment(found)
    outcomes = await Runner(events, env).run(suites)
    failed = [outcome for outcome in outcomes if not outcome.passed]
    skipped = _skips(outcomes)
    if skipped and settings().ci and not failed:
        raise MissingError(
            "A test was skipped, and in CI nothing may be.", cause="\n".join(skipped)
        )
    return Result(
        agent="tests",
        status=Status.FAILED if failed else Status.DONE,
        summary=f"{len(outcomes) - len(failed)} passed, {len(failed)} failed",
        facts=TestFacts(
            passed=tuple(one.name for one in outcomes if one.passed),
            failed=tuple(one.name for one in failed),
            skipped=skipped,
            output={one.name: one.shown for one in failed},
        ),
        evidence=tuple(Evidence(what=one.name, value=f"{one.seconds:.0f} s") for one in outcomes),
        seconds=time.monotonic() - started,
    )


def _skips(outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    """Return what was skipped and why."""
    return tuple(
        line
        for outcome in outcomes
        for line in outcome.output.splitlines()
        if line.startswith("SKIPPED")
    )
