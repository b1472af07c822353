"""`todo dev` on the cluster: edits reach the running pods, other packages make new images."""

import re
import sys
from collections.abc import Iterator

import pytest

from tests.cluster.conftest import by_service
from tests.cluster.kubectl import Kubectl
from tests.development import Session, developing
from tests.todo import Said, succeed

if sys.platform == "win32":
    pytest.skip("Windows has no Ctrl-C for one process alone", allow_module_level=True)

SUMMARY, TITLE = "The HTTP API of the todo assistant.", 'default: t("app.name")'
MAIN, LAYOUT = "api/src/main.py", "web/src/app/layout.tsx"
REQUIREMENTS = "api/requirements.txt"
DOCUMENT = "/api/openapi.json"


@pytest.fixture(scope="module")
def session(
    first_up: Said, cluster: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Session]:
    """A session that the tests edit one after another."""
    del first_up
    with developing(cluster, tmp_path_factory.mktemp("development") / "copy") as running:
        yield running
    # The tests that follow expect the app as it is otherwise.
    succeed("up", "--on", cluster)


def pods(kubectl: Kubectl, service: str) -> dict[str, int]:
    """Return the uids of a service's pods that stay, and how often each was restarted."""
    found = kubectl.get("pods", "--selector", f"app.kubernetes.io/component={service}")["items"]
    return {
        one["metadata"]["uid"]: sum(
            # One that was made just now has none.
            container["restartCount"]
            for container in one["status"].get("containerStatuses", [])
        )
        for one in found
        if "deletionTimestamp" not in one["metadata"]
    }


def test_there_is_one_pod_of_each_and_it_is_restricted(session: Session, kubectl: Kubectl) -> None:
    del session
    for service in ("backend", "frontend"):
        found = kubectl.get("pods", "--selector", f"app.kubernetes.io/component={service}")["items"]
        (pod,) = [one for one in found if "deletionTimestamp" not in one["metadata"]]
        for container in (*pod["spec"]["initContainers"], *pod["spec"]["containers"]):
            assert container["securityContext"]["readOnlyRootFilesystem"]
            assert container["securityContext"]["capabilities"]["drop"] == ["ALL"]


def test_an_edit_of_the_backend_is_served_by_the_same_pod(
    session: Session, kubectl: Kubectl
) -> None:
    before = pods(kubectl, "backend")
    session.edit(MAIN, SUMMARY, "Edited once.")
    session.until(lambda: "Edited once." in session.get(DOCUMENT))
    assert pods(kubectl, "backend") == before


def test_a_mistake_is_in_the_log_and_the_next_edit_heals_it(
    session: Session, kubectl: Kubectl
) -> None:
    before = pods(kubectl, "backend")
    session.edit(MAIN, 'summary="Edited once."', "summary=")
    session.until(lambda: "SyntaxError" in session.said())
    session.edit(MAIN, "summary=,", 'summary="Healed.",')
    session.until(lambda: "Healed." in session.get(DOCUMENT))
    assert pods(kubectl, "backend") == before


def test_an_edit_of_the_frontend_is_served_by_the_same_pod(
    session: Session, kubectl: Kubectl
) -> None:
    before = pods(kubectl, "frontend")
    session.edit(LAYOUT, TITLE, 'default: "Todo Edited"')
    session.until(lambda: "Todo Edited" in session.get("/"))
    assert pods(kubectl, "frontend") == before


def test_files_come_and_go(session: Session, kubectl: Kubectl) -> None:
    new = session.folder / "web" / "src" / "app" / "fresh" / "page.tsx"
    new.parent.mkdir()
    new.write_text("export default function Fresh() { return <p>A fresh page</p>; }\n")
    session.until(lambda: "A fresh page" in session.get("/fresh"))
    new.unlink()
    look = ("exec", "deploy/todo-frontend", "-c", "frontend", "--", "node", "-e")
    code = "console.log(require('node:fs').existsSync('/app/src/app/fresh/page.tsx'))"
    session.until(lambda: kubectl.run(*look, code).strip() == "false")


def test_a_pod_that_is_new_gets_everything(session: Session, kubectl: Kubectl) -> None:
    (before,) = pods(kubectl, "backend")
    selector = "app.kubernetes.io/component=backend"
    kubectl.run("delete", "pods", "--selector", selector, "--wait=false")
    session.until(lambda: bool(pods(kubectl, "backend").keys() - {before}))
    session.until(lambda: "Healed." in session.get(DOCUMENT))


def test_another_package_makes_a_new_image(session: Session, kubectl: Kubectl) -> None:
    (before,) = pods(kubectl, "backend")
    path = session.folder / REQUIREMENTS
    path.write_text(path.read_text() + "# another package would stand here\n")
    session.until(lambda: bool(re.search(rf"edit .*{REQUIREMENTS}.* new images", session.said())))
    session.until(lambda: before not in pods(kubectl, "backend"))
    session.until(lambda: "Healed." in session.get(DOCUMENT))


def test_ctrl_c_ends_it_and_says_the_way_back(
    session: Session, kubectl: Kubectl, cluster: str
) -> None:
    before = pods(kubectl, "backend"), pods(kubectl, "frontend")
    assert session.interrupt() == 0
    assert f"./todo up --on {cluster}" in session.said()
    assert (pods(kubectl, "backend"), pods(kubectl, "frontend")) == before
    assert "Healed." in session.get(DOCUMENT), "the URL outlives the command"


def test_up_makes_the_normal_deployment_of_it(session: Session, cluster: str) -> None:
    del session
    again = succeed("up", "--on", cluster)
    assert by_service(again.facts) == {"backend": 2, "frontend": 2, "database": 1}
