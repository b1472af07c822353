import pytest

from deployer.diagnosis.families.database_words import RULES
from tests.diagnosis.families.running import only, run
from tests.diagnosis.objects import crashing, pod, snapshot
from tests.snapshots import CONNECTION_REFUSED

OURS = {"app.kubernetes.io/part-of": "todo"}


@pytest.mark.parametrize(
    ("log", "part"),
    [
        (CONNECTION_REFUSED, "does not answer"),
        ('FATAL:  password authentication failed for user "todo"', "refuses the password"),
        ("could not translate host name todo-database to address", "is not known"),
        ('FATAL:  database "todos" does not exist', "does not exist"),
    ],
)
def test_words_of_the_database_driver_are_explained(log: str, part: str) -> None:
    broken = pod("web-1", crashing(1), labels=OURS)
    finding = only(RULES, snapshot(broken, logs={"web-1/app": log}))
    assert finding.rule == "crash.database"
    assert part in finding.cause
    assert "DATABASE_URL" in finding.cure


def test_others_have_other_settings() -> None:
    assert (
        run(RULES, snapshot(pod("web-1", crashing(1)), logs={"web-1/app": CONNECTION_REFUSED}))
        == ()
    )


def test_other_words_are_not_about_the_database() -> None:
    broken = pod("web-1", crashing(1), labels=OURS)
    assert run(RULES, snapshot(broken, logs={"web-1/app": "KeyError: 'x'"})) == ()
