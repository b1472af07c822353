"""The evaluator against what the API's documentation says of each form of a policy."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lightkube.resources.networking_v1 import NetworkPolicy

from deployer.diagnosis.traffic import Party, blocked
from tests.diagnosis.objects import Tree

WEB = Party(
    namespace="shop",
    labels={"app": "web"},
    namespace_labels={"kubernetes.io/metadata.name": "shop", "team": "a"},
    address="10.244.0.5",
)
API = Party(
    namespace="shop",
    labels={"app": "api"},
    namespace_labels={"kubernetes.io/metadata.name": "shop", "team": "a"},
    address="10.244.0.6",
    ports={"http": (8000, "TCP"), "dns": (53, "UDP")},
)
OTHER = Party(
    namespace="other",
    labels={"app": "web"},
    namespace_labels={"kubernetes.io/metadata.name": "other", "team": "b"},
    address="10.244.0.7",
)
OUTSIDE = Party(address="203.0.113.7")
DENY: Tree = {"podSelector": {}, "policyTypes": ["Ingress"]}


def policy(spec: Tree, namespace: str = "shop") -> NetworkPolicy:
    tree = {"metadata": {"name": "p", "namespace": namespace}, "spec": spec}
    return msgspec.convert(tree, NetworkPolicy)


def ingress(*rules: Tree) -> NetworkPolicy:
    return policy({"podSelector": {"matchLabels": {"app": "api"}}, "ingress": list(rules)})


def egress(*rules: Tree) -> NetworkPolicy:
    selector = {"matchLabels": {"app": "web"}}
    return policy({"podSelector": selector, "policyTypes": ["Egress"], "egress": list(rules)})


def team(name: str) -> Tree:
    return {"namespaceSelector": {"matchLabels": {"team": name}}}


def app(name: str) -> Tree:
    return {"podSelector": {"matchLabels": {"app": name}}}


def test_what_no_policy_selects_is_open() -> None:
    assert blocked([], WEB, API, 8000) is None
    elsewhere = policy(DENY, namespace="other")
    assert blocked([elsewhere], WEB, API, 8000) is None
    of_others = policy({"podSelector": {"matchLabels": {"app": "db"}}, "policyTypes": ["Ingress"]})
    assert blocked([of_others], WEB, API, 8000) is None


def test_a_policy_without_rules_closes_its_side_only() -> None:
    found = blocked([policy(DENY)], WEB, API, 8000)
    assert found is not None
    assert (found.side, found.names) == ("Ingress", "p")
    assert (
        blocked([policy({"podSelector": {}, "policyTypes": ["Egress"]})], OTHER, API, 8000) is None
    )


def test_a_selector_that_is_left_out_selects_all() -> None:
    assert blocked([policy({"policyTypes": ["Ingress"]})], WEB, API, 8000) is not None


def test_types_that_are_left_out_follow_from_the_rules() -> None:
    both = policy({"podSelector": {}, "egress": [{"to": [app("db")]}]})
    found = blocked([both], WEB, OTHER, 8000)
    assert found is not None
    assert found.side == "Egress"
    assert blocked([both], OTHER, API, 8000) is not None


@pytest.mark.parametrize(
    ("peer", "web", "other"),
    [
        pytest.param(app("web"), True, False, id="a pod of the policy's namespace"),
        pytest.param(app("nobody"), False, False, id="no such pod"),
        pytest.param(team("b"), False, True, id="every pod of a namespace"),
        pytest.param({"namespaceSelector": {}}, True, True, id="every namespace"),
        pytest.param(team("b") | app("web"), False, True, id="namespace and pod"),
        pytest.param(team("b") | app("db"), False, False, id="namespace, but not the pod"),
        pytest.param({"ipBlock": {"cidr": "10.244.0.0/16"}}, True, True, id="a block"),
        pytest.param(
            {"ipBlock": {"cidr": "10.244.0.0/16", "except": ["10.244.0.7/32"]}},
            True,
            False,
            id="a block with a hole",
        ),
    ],
)
def test_who_may_come_in(peer: Tree, web: bool, other: bool) -> None:  # noqa: FBT001
    rules = [ingress({"from": [peer]})]
    assert (blocked(rules, WEB, API, 8000) is None) == web
    assert (blocked(rules, OTHER, API, 8000) is None) == other


def test_one_item_is_and_two_items_are_or() -> None:
    together = [ingress({"from": [team("b") | app("web")]})]
    apart = [ingress({"from": [team("b"), app("web")]})]
    assert blocked(together, WEB, API, 8000) is not None
    assert blocked(apart, WEB, API, 8000) is None
    assert blocked(apart, OTHER, API, 8000) is None


@pytest.mark.parametrize(
    ("port", "passes"),
    [
        ({"port": 8000}, True),
        ({"port": 8000, "protocol": "UDP"}, False),
        ({"port": 8001}, False),
        ({"port": "http"}, True),
        ({"port": "https"}, False),
        ({"port": "dns"}, False),
        ({"port": 7990, "endPort": 8010}, True),
        ({"port": 7990, "endPort": 7999}, False),
        ({"protocol": "TCP"}, True),
        ({"protocol": "UDP"}, False),
    ],
)
def test_which_ports_are_open(port: Tree, passes: bool) -> None:  # noqa: FBT001
    assert (blocked([ingress({"ports": [port]})], WEB, API, 8000) is None) == passes
    # A name is the receiver's on the way out as well.
    assert (blocked([egress({"ports": [port]})], WEB, API, 8000) is None) == passes


def test_peer_and_port_have_to_fit_in_the_same_rule() -> None:
    split = ingress({"from": [app("web")], "ports": [{"port": 1}]}, {"from": [app("x")]})
    assert blocked([split], WEB, API, 8000) is not None


def test_expressions_of_selectors_count() -> None:
    said = {"matchExpressions": [{"key": "app", "operator": "NotIn", "values": ["web"]}]}
    assert blocked([ingress({"from": [{"podSelector": said}]})], WEB, API, 8000) is not None


def test_the_world_outside_is_reached_by_address_alone() -> None:
    pods_only = egress({"to": [{"namespaceSelector": {}}]})
    assert blocked([pods_only], WEB, OUTSIDE, 443) is not None
    assert (
        blocked([egress({"to": [{"ipBlock": {"cidr": "0.0.0.0/0"}}]})], WEB, OUTSIDE, 443) is None
    )
    assert blocked([egress({})], WEB, OUTSIDE, 443) is None


def test_an_unknown_address_may_be_in_any_block() -> None:
    assert blocked([egress({"to": [{"ipBlock": {"cidr": "::/0"}}]})], WEB, Party(), 443) is None


peers = st.sampled_from([app("web"), app("db"), team("a"), team("b"), team("b") | app("web")])
ports = st.sampled_from([{"port": 8000}, {"port": 1}, {"port": "http"}, {"protocol": "UDP"}])
rules = st.builds(
    lambda whom, where: {"from": whom, "ports": where},
    st.lists(peers, max_size=3),
    st.lists(ports, max_size=3),
)
policies = st.lists(
    st.builds(lambda found: ingress(*found), st.lists(rules, max_size=3)), max_size=4
)
sources = st.sampled_from([WEB, OTHER])


@given(policies, policies, sources)
def test_policies_only_add_up(
    some: list[NetworkPolicy], more: list[NetworkPolicy], source: Party
) -> None:
    """Where one policy lets traffic through, no other policy can take that back."""
    if some and blocked(some, source, API, 8000) is None:
        assert blocked([*some, *more], source, API, 8000) is None


@given(st.lists(rules, min_size=1, max_size=3), sources)
def test_a_rule_without_conditions_opens_the_side(found: list[Tree], source: Party) -> None:
    assert blocked([ingress(*found, {})], source, API, 8000) is None
