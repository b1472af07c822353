# ruff: noqa: ANN401 - what tools answer is JSON
"""Each agent's work, done by a scripted model through the real server, from end to end."""

import json
import os
import sys
from typing import Any

import anyio
import mcp_types
import pytest
from mcp import Client, StdioServerParameters, stdio_client

from tests.cluster.kubectl import Kubectl
from tests.cluster.operator import Call, operate
from tests.todo import ROOT, Said

BROKEN = {"spec": {"selector": {"app.kubernetes.io/name": "todo-frontent"}}}
LOOKS = 20


def until_well(answers: list[Any]) -> Call | str:
    """Look until all is well."""
    if not answers or answers[-1]["status"] != "done":
        assert len(answers) < LOOKS, answers[-1]["summary"]
        return "status", {}
    return "well"


def planned(verb: str, **arguments: Any) -> Any:
    """Return what thinks: plan, carry out, and say how it ended."""

    def decide(answers: list[Any]) -> Call | str:
        if not answers:
            return "plan", {"verb": verb, **arguments}
        token = answers[0]["facts"]["token"]
        if token is None:
            return "nothing to do"
        if len(answers) == 1:
            return verb, {"token": token}
        return "done" if isinstance(answers[1], dict) else str(answers[1])

    return decide


def mending(answers: list[Any]) -> Call | str:
    """Look for the cause, mend it as diagnose says or by deploying, and look until it is well."""
    if not answers:
        return "diagnose", {}
    if len(answers) == 1:
        problem = answers[0]["facts"]["problems"][0]
        fix = problem["finding"]["fix"] or {}
        if fix.get("patch"):
            return "plan", {"verb": "fix", "finding": problem["id"]}
        return "plan", {"verb": "deploy"}
    if len(answers) == 2:
        plan = answers[1]["facts"]
        assert plan["token"], answers[1]
        return plan["verb"], {"token": plan["token"]}
    assert isinstance(answers[2], dict), answers[2]
    return until_well(answers[3:])


def test_the_monitor_says_that_all_is_well(first_up: Said, cluster: str) -> None:
    del first_up
    word, answers = operate("cluster-health-monitor", "How is it?", until_well, cluster)
    assert word == "well"
    assert sum(one["ready"] for one in answers[-1]["facts"]["pods"]) == 5


def test_the_builder_finds_nothing_to_build(first_up: Said, cluster: str) -> None:
    del first_up
    word, _ = operate("docker-build-optimizer", "Build it.", planned("build"), cluster)
    assert word == "nothing to do"


def test_the_runner_tests_the_containers(first_up: Said, cluster: str) -> None:
    del first_up
    word, answers = operate("docker-container-runner", "Test them.", planned("run"), cluster)
    assert word == "done"
    tested = {one["service"] for one in answers[1]["facts"]["containers"]}
    assert tested == {"frontend", "backend", "database"}


def test_the_generator_finds_the_charts_up_to_date(first_up: Said, cluster: str) -> None:
    del first_up
    word, _ = operate("helm-chart-generator", "Write the charts.", planned("chart"), cluster)
    assert word == "nothing to do"


def test_what_breaks_is_found_and_mended(kubectl: Kubectl, cluster: str) -> None:
    kubectl.run("patch", "service", "todo-frontend", "--patch", json.dumps(BROKEN))
    word, answers = operate("k8s-deploy-agent", "It is down. Mend it.", mending, cluster)
    assert word == "well"
    found = json.dumps(answers[0]["facts"]["problems"][0])
    assert "todo-frontend" in found
    service = kubectl.get("service", "todo-frontend")
    assert service["spec"]["selector"]["app.kubernetes.io/name"] == "todo-frontend"


def test_nothing_goes_without_a_persons_yes(kubectl: Kubectl, cluster: str) -> None:
    before = kubectl.get("pods")["items"]
    word, _ = operate("k8s-cleanup", "Take it all away.", planned("cleanup", scope="data"), cluster)
    assert f"./todo cleanup --on {cluster} --scope data" in word
    after = kubectl.get("pods")["items"]
    assert {one["metadata"]["uid"] for one in after} >= {one["metadata"]["uid"] for one in before}


@pytest.fixture
def questions() -> list[str]:
    return []


async def cleaned_up(cluster: str, questions: list[str]) -> mcp_types.CallToolResult:
    """Clean up with a client that asks its person, who agrees."""

    async def agree(
        context: object, params: mcp_types.ElicitRequestParams
    ) -> mcp_types.ElicitResult:
        del context
        questions.append(params.message)
        return mcp_types.ElicitResult(action="accept", content={"agree": True})

    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "deployer", "mcp", "--on", cluster, "--allow-changes"],
        env=dict(os.environ),
        cwd=ROOT,
    )
    async with Client(
        stdio_client(server), elicitation_callback=agree, read_timeout_seconds=600
    ) as client:
        plan = await client.call_tool("plan", {"verb": "cleanup"})
        assert plan.structured_content
        token = plan.structured_content["facts"]["token"]
        return await client.call_tool("cleanup", {"token": token})


def test_with_a_yes_it_goes_and_data_stays(
    kubectl: Kubectl, cluster: str, questions: list[str]
) -> None:
    ended = anyio.run(cleaned_up, cluster, questions)
    assert not ended.is_error, ended.content
    assert "remove Deployment todo-backend" in questions[0]
    assert "PersistentVolumeClaim" not in questions[0]
    assert ended.structured_content
    assert ended.structured_content["facts"]["remaining"] == []
    assert kubectl.get("deployments")["items"] == []
    assert len(kubectl.get("persistentvolumeclaims")["items"]) == 1


def test_it_is_deployed_from_nothing(first_up: Said, cluster: str) -> None:
    del first_up

    def decide(answers: list[Any]) -> Call | str:
        if len(answers) < 2:
            decided: Call | str = planned("deploy")(answers)
            return decided
        assert isinstance(answers[1], dict), answers[1]
        return until_well(answers[2:])

    word, answers = operate("k8s-deploy-agent", "Deploy it.", decide, cluster)
    assert word == "well"
    assert all(one["changed"] for one in answers[1]["facts"]["releases"])
