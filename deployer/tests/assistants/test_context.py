"""AGENTS.md's technology section says what the project's files say."""

import shutil
from pathlib import Path

import pytest

from deployer.assistants.context import BEGIN, END, refresh, section
from deployer.errors import UsageError
from deployer.results import Status
from deployer.settings import ROOT

READ = ("AGENTS.md", "uv.lock", ".python-version", "web/package-lock.json")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in READ:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(ROOT / name, tmp_path / name)
    for chart in ROOT.glob("helm/*/Chart.yaml"):
        (tmp_path / "helm" / chart.parent.name).mkdir(parents=True)
        shutil.copyfile(chart, tmp_path / "helm" / chart.parent.name / "Chart.yaml")
    return tmp_path


def test_it_is_up_to_date() -> None:
    text = (ROOT / "AGENTS.md").read_text(encoding="utf-8")
    assert f"{BEGIN}\n{section()}\n{END}" in text, "run ./todo ai context"


def test_names_what_the_deployment_is_made_of() -> None:
    said = section()
    for word in ("Python", "FastAPI", "Next.js", "Helm", "minikube", "kubectl-ai", "kagent"):
        assert word in said


def test_follows_a_new_version_and_leaves_the_rest(copy: Path) -> None:
    lock = copy / "web/package-lock.json"
    before = (copy / "AGENTS.md").read_text()
    lock.write_text(
        lock.read_text().replace(
            '"node_modules/next": {', '"node_modules/next": {"version": "99.0.0"},"gone": {'
        )
    )
    assert refresh(copy).status is Status.DONE
    after = (copy / "AGENTS.md").read_text()
    assert "Next.js 99" in after
    assert after.partition(BEGIN)[0] == before.partition(BEGIN)[0]
    assert refresh(copy).status is Status.UNCHANGED


def test_says_when_there_is_no_place_for_it(copy: Path) -> None:
    (copy / "AGENTS.md").write_text("nothing")
    with pytest.raises(UsageError, match="no technology section"):
        refresh(copy)


@pytest.mark.parametrize(
    "script", ["bash/update-agent-context.sh", "powershell/update-agent-context.ps1"]
)
def test_the_scripts_call_the_command(script: str) -> None:
    text = (ROOT / ".specify/scripts" / script).read_text(encoding="utf-8")
    assert " ai context " in text
    assert len(text.splitlines()) == 2
