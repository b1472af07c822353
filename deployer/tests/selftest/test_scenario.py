"""Every scenario is well made, and there are enough of each kind."""

import yaml
from lightkube import codecs

from deployer.diagnosis.finding import Evidence, Finding, ObjectRef
from deployer.selftest.scenario import IMAGE, NAMESPACE, NODE, Expected, Scenario, load

SCENARIOS = load()
VALUES = {NAMESPACE: "todo-selftest-x", IMAGE: "docker.io/library/todo-backend:1", NODE: "node-1"}


def test_there_are_enough_of_each_kind() -> None:
    failures = [one for one in SCENARIOS if not one.is_control]
    assert len(failures) >= 60
    assert len(SCENARIOS) - len(failures) >= 20
    assert sum(len(one.causes) > 1 for one in failures) >= 3
    assert sum(one.fixable for one in failures) >= 15
    assert 5 <= sum(one.fast for one in SCENARIOS) <= 15


def test_every_object_is_one_that_the_api_knows() -> None:
    for scenario in SCENARIOS:
        for stage in scenario.filled(VALUES):
            trees = list(yaml.safe_load_all(stage.manifests))
            assert trees, scenario.name
            assert all(codecs.from_dict(tree) for tree in trees)


def test_controls_are_called_ok_and_only_they() -> None:
    assert all(one.name.startswith("ok-") == one.is_control for one in SCENARIOS)


def test_each_says_what_it_is_about_and_no_two_the_same() -> None:
    told = [one.description for one in SCENARIOS]
    assert len(set(told)) == len(told)
    assert all(text.endswith(".") for text in told)


def test_what_manifests_leave_open_is_filled_in() -> None:
    text = "".join(stage.manifests for one in SCENARIOS for stage in one.filled(VALUES))
    assert "$(NAMESPACE)" not in text
    assert "$(IMAGE)" not in text
    assert "image: docker.io/library/todo-backend:1" in text


def test_only_a_failure_can_be_fixed() -> None:
    assert not [one.name for one in SCENARIOS if one.is_control and one.fixable]


def finding(rule: str, kind: str, name: str) -> Finding:
    ref = ObjectRef(kind=kind, namespace="shop", name=name)
    return Finding(rule=rule, object=ref, cause="x", evidence=(Evidence(what="a", value="b"),))


def test_a_cause_fits_by_rule_and_object() -> None:
    one = Expected(rule="config.key-missing|config.mount*", about="Pod/web-*|Secret/keys")
    assert one.fits(finding("config.key-missing", "Pod", "web-5f-1"))
    assert one.fits(finding("config.mount-key", "Secret", "keys"))
    assert not one.fits(finding("config.key-missing", "Pod", "api-1"))
    assert not one.fits(finding("config.secret-missing", "Pod", "web-1"))


def test_a_scenario_without_causes_is_a_control() -> None:
    assert Scenario(name="x", description="y", stages=()).is_control
