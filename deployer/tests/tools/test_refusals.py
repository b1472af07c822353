"""Words copied from helm, kubectl and the API server, and what is made of them."""

from pathlib import Path

import pytest
import yaml

from deployer.tools.refusal_table import KNOWN
from deployer.tools.refusals import refusal_of

SAID: list[dict[str, str]] = yaml.safe_load(
    (Path(__file__).parent / "recorded" / "refusals.yaml").read_text()
)


@pytest.mark.parametrize("case", SAID, ids=[case["rule"] for case in SAID])
def test_words_of_refusals_are_explained(case: dict[str, str]) -> None:
    found = refusal_of(case["said"])
    assert found is not None
    assert found.rule == case["rule"]
    assert case["part"] in found.why
    assert found.cure
    assert "{" not in found.why + found.cure


def test_every_known_refusal_was_recorded() -> None:
    assert {one.rule for one in KNOWN} == {case["rule"] for case in SAID}


def test_release_and_namespace_stand_in_the_cure() -> None:
    found = refusal_of("another operation (install/upgrade/rollback) is in progress", release="web")
    assert found is not None
    assert "helm rollback web -n NAMESPACE" in found.cure
    assert found.destructive


@pytest.mark.parametrize(
    "said",
    [
        "",
        "Error: something new",
        "Release web has been upgraded. Happy Helming!",
        "Warning: would violate PodSecurity",
        "job web-migration succeeded",
    ],
)
def test_other_words_are_not_explained(said: str) -> None:
    assert refusal_of(said) is None
