from pathlib import Path

import pytest

from deployer.agents._deploy.plan import Planned
from deployer.agents._deploy.release import AWAY, inputs_of


@pytest.fixture
def chart(tmp_path: Path) -> Path:
    folder = tmp_path / "todo-backend"
    (folder / "templates").mkdir(parents=True)
    (folder / "Chart.yaml").write_text("name: todo-backend\n")
    (folder / "templates" / "a.yaml").write_text("a: 1\n")
    return folder


def planned(chart: Path, **values: object) -> Planned:
    return Planned(key="backend", chart=chart, replicas=2, values=values)


def test_the_same_inputs_have_the_same_hash_that_fits_a_label(chart: Path) -> None:
    one = inputs_of(planned(chart, a=1, b=2), "v1.37.2")
    assert one == inputs_of(planned(chart, b=2, a=1), "v1.37.2")
    assert 0 < len(one) <= 63


def test_values_files_names_and_the_clusters_version_each_make_another(chart: Path) -> None:
    found = {inputs_of(planned(chart, a=1), "v1.37.2")}
    found.add(inputs_of(planned(chart, a=2), "v1.37.2"))
    found.add(inputs_of(planned(chart, a=1), "v1.38.0"))
    (chart / "templates" / "a.yaml").write_text("a: 2\n")
    found.add(inputs_of(planned(chart, a=1), "v1.37.2"))
    (chart / "templates" / "a.yaml").rename(chart / "templates" / "b.yaml")
    found.add(inputs_of(planned(chart, a=1), "v1.37.2"))
    assert len(found) == 5


@pytest.mark.parametrize(
    "said",
    [
        "Error: Kubernetes cluster unreachable: Get https://127.0.0.1:6443/version",
        "Error: UPGRADE FAILED: dial tcp 127.0.0.1:6443: connect: connection refused",
        'Error: Patch "https://h": read tcp 1.2.3.4: read: connection reset by peer',
        'Error: Get "https://127.0.0.1:6443/api": EOF',
        "Error: http2: client connection lost",
    ],
)
def test_an_api_server_that_went_away_is_recognised(said: str) -> None:
    assert AWAY.search(said)


@pytest.mark.parametrize(
    "said",
    [
        "Error: UPGRADE FAILED: context deadline exceeded",
        "Error: UPGRADE FAILED: pre-upgrade hooks failed: job failed: BackoffLimitExceeded",
        "Error: values don't meet the specifications of the schema(s)",
    ],
)
def test_a_release_that_fails_is_no_such_thing(said: str) -> None:
    assert not AWAY.search(said)
