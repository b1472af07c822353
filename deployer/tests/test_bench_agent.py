from pathlib import Path

import pytest

from deployer.bench_agent import WANTS_FIX, current, namespaces, told
from deployer.diagnosis.engine import diagnose
from deployer.errors import UsageError
from tests.diagnosis.objects import pod, snapshot, waiting


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        (
            "Please fix the error in the deployment named 'app' in namespace 'crashloop-test'.",
            ["crashloop-test"],
        ),
        ("Fix the service in the `shop` namespace and in namespace web", ["shop", "web"]),
        ("Why does my pod crash?", ["default"]),
    ],
)
def test_namespaces_are_read_off_the_prompt(prompt: str, expected: list[str]) -> None:
    assert namespaces(prompt) == expected


def test_only_a_prompt_that_asks_for_it_gets_a_fix() -> None:
    assert WANTS_FIX.search("Please fix it")
    assert WANTS_FIX.search("resolve the issue")
    assert not WANTS_FIX.search("Look at the logs and tell me what is wrong")


def test_the_current_context_is_used_and_no_other(tmp_path: Path) -> None:
    config = tmp_path / "config"
    config.write_text("current-context: mine\ncontexts: []\n")
    assert current(config).context == "mine"
    config.write_text("contexts: []\n")
    with pytest.raises(UsageError, match="no current context"):
        current(config)


def test_what_was_found_is_told_with_its_evidence() -> None:
    lines = told(diagnose(snapshot(pod("web-1", waiting("ErrImageNeverPull")))))
    assert lines[0] == "Namespace shop: 1 root causes."
    assert lines[1].startswith("F1 critical Pod web-1/app: ")
    assert any("ErrImageNeverPull" in line for line in lines[2:])
