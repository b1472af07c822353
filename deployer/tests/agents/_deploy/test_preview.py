import pytest

from deployer.agents._deploy.preview import decide, hooks_of, planned_result
from deployer.deployment_facts import Action, Change, PlanFacts, PlannedImage
from deployer.results import Status
from deployer.tools.helm import Hook, Info, Revision

MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: todo-backend}\ndata: {A: b}\n"
JOB = "apiVersion: batch/v1\nkind: Job\nmetadata: {name: todo-backend-migration}\n"
DRIFT = (Change(action=Action.CHANGE, object="ConfigMap todo-backend"),)


def revision(status: str = "deployed", manifest: str = MAP) -> Revision:
    hook = Hook(manifest=JOB, events=("pre-install", "pre-upgrade"))
    return Revision(
        name="todo-backend", version=3, info=Info(status=status), manifest=manifest, hooks=(hook,)
    )


@pytest.mark.parametrize(
    ("deployed", "wanted", "changes", "action"),
    [
        (None, revision(), DRIFT, Action.CREATE),
        (revision(), revision(), (), Action.KEEP),
        (revision(), revision(manifest=MAP.replace("b}", "c}")), (), Action.CHANGE),
        (revision(), revision(), DRIFT, Action.CHANGE),
        (revision("failed"), revision(), (), Action.CHANGE),
        (revision("pending-upgrade"), revision(), (), Action.CHANGE),
    ],
)
def test_what_becomes_of_a_release(
    deployed: Revision | None, wanted: Revision, changes: tuple[Change, ...], action: Action
) -> None:
    found, why = decide(deployed, wanted, changes)
    assert found is action
    assert bool(why) is (action is not Action.KEEP)


def test_the_migration_is_told_and_tests_are_not() -> None:
    assert hooks_of(revision(), "pre-upgrade") == ("Job todo-backend-migration",)
    assert hooks_of(revision(), "test") == ()


def facts(**parts: object) -> PlanFacts:
    empty: dict[str, object] = {"releases": (), "changes": (), "fit": ""}
    return PlanFacts.model_validate({"cluster": "kind", "namespace": "todo"} | empty | parts)


def test_nothing_to_do_is_said_so() -> None:
    result = planned_result("k8s-deploy-agent", facts(), 0.1)
    assert result.status is Status.UNCHANGED
    assert result.summary == "Nothing would change on kind, namespace todo."
    assert result.next_step is None


def test_an_image_that_is_not_built_is_a_change() -> None:
    image = PlannedImage(service="backend", reference="todo-backend:1", action=Action.CREATE)
    result = planned_result("k8s-deploy-agent", facts(images=(image,), changes=DRIFT), 0.1)
    assert result.status is Status.DONE
    assert "1 image to build, 1 object to change" in result.summary


def test_a_plan_for_a_profile_leads_to_the_same_profile() -> None:
    result = planned_result("k8s-deploy-agent", facts(changes=DRIFT), 0.1, "production")
    assert "on kind, namespace todo, profile production." in result.summary
    assert result.next_step == "./todo up --on kind --profile production"
