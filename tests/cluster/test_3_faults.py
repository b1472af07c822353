"""What happens to a deployment half-way: it converges, or names the cause; what runs keeps running.

A few of each; `python -m tests.faults --full` tries them by the dozen and prints a table.
"""

from collections.abc import Callable

import pytest

from tests.cluster.conftest import by_service
from tests.faults import experiments
from tests.faults.experiments import Outcome
from tests.faults.subject import Subject
from tests.todo import Said, succeed

AWAY_SECONDS = 8.0
SEED = 20261126


@pytest.fixture(scope="module")
def subject(first_up: Said, cluster: str) -> Subject:
    found = Subject(cluster, first_up.facts["url"])
    found.add_task()
    return found


def holds(outcome: Outcome) -> None:
    """Every attempt held."""
    assert outcome.tried
    assert outcome.wrong == [], outcome.name


@pytest.mark.parametrize(
    "fault",
    [
        experiments.missing_image,
        experiments.bad_migration,
        experiments.crash_loop,
        experiments.out_of_memory,
    ],
)
def test_what_cannot_work_is_named_while_the_old_pods_serve(
    subject: Subject, fault: Callable[[Subject], Outcome]
) -> None:
    holds(fault(subject))


def test_what_a_dead_helm_left_pending_is_freed(subject: Subject) -> None:
    holds(experiments.forged_pending(subject, 1))


def test_a_helm_that_may_be_alive_is_not_disturbed(subject: Subject) -> None:
    holds(experiments.living_pending(subject))


def test_of_two_operators_one_wins(subject: Subject) -> None:
    holds(experiments.two_operators(subject, 1))


def test_killed_half_way_and_run_again_it_converges(subject: Subject) -> None:
    holds(experiments.killed_at_events(subject, iter((9,))))


def test_asked_to_end_it_leaves_nothing_running(subject: Subject) -> None:
    holds(experiments.asked_to_end(subject, 1, SEED))


def test_an_api_server_that_restarts_is_ridden_through(subject: Subject, cluster: str) -> None:
    if cluster != "builtin":
        pytest.skip("the way to the API server can only be cut on this machine: --on builtin")
    holds(experiments.api_away(subject, AWAY_SECONDS, 1, SEED))


def test_the_next_up_finds_what_it_wants(first_up: Said, cluster: str) -> None:
    healed = succeed("up", "--on", cluster)
    assert by_service(healed.facts) == by_service(first_up.facts)
