"""The receipt of the last deployment there, whatever else lies in the folder."""

from pathlib import Path

from deployer.dashboard.receipts import last_receipt
from deployer.results import BuiltImage, Evidence, Release, Result, Status, UpFacts


def write(cache: Path, name: str, cluster: str = "kind", seconds: float = 9.5) -> None:
    folder = cache / "receipts"
    folder.mkdir(parents=True, exist_ok=True)
    image = BuiltImage(
        service="backend",
        reference="todo-backend:1",
        id="sha256:1",
        size_bytes=151_000_000,
        built=True,
        seconds=48.2,
    )
    result: Result[UpFacts] = Result(
        agent="pipeline",
        status=Status.DONE,
        summary="The app is up.",
        facts=UpFacts(
            url="http://localhost:7080",
            cluster=cluster,
            namespace="todo",
            images=(image,),
            releases=(
                Release(name="todo-backend", chart="todo-backend", revision=3, changed=True),
            ),
            pods=(),
            starts={"build backend": 0.5},
            steps={"build backend": 48.2, "verify": 3.0, "total": seconds},
            receipt=name,
        ),
        evidence=(Evidence(what="MCP initialize", value="401"),),
        seconds=seconds,
    )
    (folder / name).write_text(result.model_dump_json(serialize_as_any=True))


def test_it_is_the_newest_of_that_cluster(cache_dir: Path) -> None:
    write(cache_dir, "20261126T120000.json", seconds=1)
    write(cache_dir, "20261126T130000.json", seconds=2)
    write(cache_dir, "20261126T140000.json", cluster="minikube", seconds=3)
    found = last_receipt("kind", "todo")
    assert found is not None
    assert found.seconds == 2
    assert found.at.isoformat() == "2026-11-26T13:00:00+00:00"
    assert [(one.name, one.start, one.seconds) for one in found.steps] == [
        ("build backend", 0.5, 48.2),
        ("verify", None, 3.0),
    ]
    assert found.images == (Evidence(what="todo-backend:1", value="151 MB, built in 48 s"),)
    assert found.releases[0].value == "todo-backend, revision 3, changed"


def test_what_cannot_be_read_is_passed_over(cache_dir: Path) -> None:
    write(cache_dir, "20261126T120000.json")
    (cache_dir / "receipts" / "20261126T130000.json").write_text('{"agent": "pipe')
    (cache_dir / "receipts" / "notes.json").write_text("{}")
    assert last_receipt("kind", "todo") is not None


def test_without_a_deployment_there_is_none() -> None:
    assert last_receipt("kind", "todo") is None
