"""What is broken on purpose is diagnosed, on the real cluster; controls stay quiet."""

from tests.todo import Said, succeed


def test_a_few_scenarios_are_scored_without_a_mistake(first_up: Said, cluster: str) -> None:
    del first_up
    said = succeed("selftest", "--on", cluster, "--fast", minutes=10)
    wrong = [one for one in said.facts["scores"] if not one["right"]]
    assert wrong == []


def test_the_app_itself_has_no_problem(first_up: Said, cluster: str) -> None:
    del first_up
    said = succeed("diagnose", "--on", cluster)
    assert said.facts["problems"] == []
