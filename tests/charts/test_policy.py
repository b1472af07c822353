"""kube-score and checkov, the real ones, on our charts, on new ones, and on a bad object."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from deployer.agents._charts.facts import ChartContext
from deployer.agents._charts.policy import waivers_of
from deployer.app import load_app
from deployer.tools.judges import Checkov, Judge, KubeScore
from tests.todo import todo

JUDGES = ("kube-score", "checkov")
NAIVE: dict[str, Any] = {
    "apiVersion": "apps/v1",
    "kind": "Deployment",
    "metadata": {"name": "naive", "namespace": "shop"},
    "spec": {
        "selector": {"matchLabels": {"app": "naive"}},
        "template": {
            "metadata": {"labels": {"app": "naive"}},
            "spec": {
                "containers": [
                    {"name": "naive", "image": "naive", "securityContext": {"privileged": True}}
                ]
            },
        },
    },
}


def test_our_charts_leave_nothing_to_mend() -> None:
    said = todo("chart", "--check", "--policy", "--json")
    assert said.code == 0, said.out + said.err
    checks = {one["what"]: one["value"] for one in said.facts["checks"]}
    for chart in [f"todo-{name}" for name in load_app().services]:
        for judge in JUDGES:
            assert checks[f"{judge} {chart}"] == "nothing left to mend"
    assert int(checks["contract todo-backend"].split()[0]) > 50
    assert int(checks["contract todo-frontend"].split()[0]) > 50


@pytest.mark.parametrize("kind", ["fastapi", "nextjs"])
def test_charts_of_other_services_leave_nothing_to_mend_either(kind: str, tmp_path: Path) -> None:
    options = ["--kind", kind, "--secret", "TOKEN", "--env", "COLOUR=red", "--out", str(tmp_path)]
    said = todo("chart", "new", "shop", *options, "--policy", "--json")
    assert said.code == 0, said.out + said.err
    checks = {one["what"]: one["value"] for one in said.facts["checks"]}
    assert all(checks[f"{judge} shop"] == "nothing left to mend" for judge in JUDGES)
    assert (tmp_path / "shop" / "Chart.yaml").is_file()


@pytest.mark.parametrize(
    ("judge", "check"),
    [(KubeScore(), "container-security-context-privileged"), (Checkov(), "CKV_K8S_16")],
)
async def test_an_object_that_may_do_everything_is_found(
    judge: Judge, check: str, tmp_path: Path
) -> None:
    path = tmp_path / "naive.yaml"
    path.write_text(yaml.safe_dump(NAIVE), encoding="utf-8")
    found = {one.check: one for one in await judge.findings([path])}
    assert found[check].kind == "Deployment"
    assert found[check].name == "naive"
    app = load_app()
    for key, service in app.services.items():
        waivers = waivers_of(ChartContext(app=app, key=key, service=service))
        assert not any(waiver.covers(found[check]) for waiver in waivers)
