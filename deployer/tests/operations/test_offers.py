"""A server in a pod offers what the API alone can carry out."""

import pytest
from mcp import Client

from deployer.clusters.pod import POD
from deployer.operations.desk import Options
from deployer.operations.offers import IN_CHECKOUT, IN_POD, offer_of
from deployer.operations.server import TITLES, build_server
from tests.operations.conftest import text_of


@pytest.mark.parametrize("changes", [False, True])
async def test_in_a_pod_there_are_no_tools_for_engine_and_checkout(
    *, changes: bool, mode: str
) -> None:
    server = build_server(Options(on=POD, allow_changes=changes))
    async with Client(server, mode=mode) as client:
        names = {tool.name for tool in (await client.list_tools()).tools}
    assert names == {"status", "diagnose", "logs", "plan"} | ({"fix"} if changes else set())


async def test_a_plan_of_what_a_pod_cannot_do_names_the_command_that_can(mode: str) -> None:
    async with Client(build_server(Options(on=POD)), mode=mode) as client:
        answer = await client.call_tool("plan", {"verb": "deploy"})
    assert answer.is_error
    assert "./todo deploy" in text_of(answer)


def test_a_checkout_offers_everything() -> None:
    assert {*IN_CHECKOUT.looking, *IN_CHECKOUT.verbs} == TITLES.keys()
    assert offer_of(None) is offer_of("minikube") is IN_CHECKOUT
    assert {*IN_POD.looking, *IN_POD.verbs} < TITLES.keys()
