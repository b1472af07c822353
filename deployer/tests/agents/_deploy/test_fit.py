import pytest
from hypothesis import given
from hypothesis import strategies as st
from lightkube.resources.core_v1 import Node, Pod

from deployer.agents._deploy.fit import (
    Room,
    allocatable,
    check_quota,
    place,
    requested,
    room,
    total,
)
from deployer.app import App, Quota, Resources, load_app
from deployer.errors import UsageError
from tests.snapshots import from_api

MIB = 1024**2
rooms = st.builds(Room, cpu=st.integers(0, 4000), memory=st.integers(0, 8 * 1024**3))


def app_with(quota: Quota) -> App:
    return load_app().model_copy(update={"quota": quota})


def test_the_app_fits_its_own_quota_exactly() -> None:
    app = load_app()
    check_quota(app, list(app.services))


def test_a_quota_that_is_too_small_is_refused_before_anything_is_touched() -> None:
    app = app_with(Quota(cpu="3", memory="8Gi", pods="12"))
    with pytest.raises(UsageError) as failure:
        check_quota(app, list(app.services))
    assert "4.00 CPU" in failure.value.cause
    assert "3.00 CPU" in failure.value.cause
    assert failure.value.exit_code == 2


def test_what_the_operations_server_takes_comes_out_of_the_databases_share() -> None:
    app = app_with(Quota(cpu="4", memory="8Gi", pods="12"))
    check_quota(app, list(app.services))
    assert app.limits("database", ["database"]) == app.services["database"].limits
    assert app.limits("database", list(app.services)) == Resources(cpu="150m", memory="320Mi")


def test_without_the_database_less_is_needed() -> None:
    check_quota(app_with(Quota(cpu="3750m", memory="8Gi", pods="12")), ["backend", "frontend"])


def test_quantities_become_numbers() -> None:
    assert room(Resources(cpu="250m", memory="1Gi")) == Room(cpu=250, memory=1024 * MIB)
    assert str(Room(cpu=1500, memory=512 * MIB)) == "1.50 CPU, 512 MiB"


def test_pods_are_put_where_they_fit() -> None:
    small, large = Room(cpu=100, memory=100), Room(cpu=100, memory=900)
    left = place([small, large], [Room(cpu=200, memory=500), Room(cpu=200, memory=1000)])
    assert left == [Room(cpu=100, memory=400), Room(cpu=100, memory=100)]


def test_a_pod_is_never_split_over_nodes() -> None:
    half = Room(cpu=1000, memory=600)
    assert place([Room(cpu=1000, memory=1000)], [half, half]) is None


@given(wanted=st.lists(rooms, max_size=6), free=st.lists(rooms, max_size=4))
def test_what_is_placed_is_taken_from_the_nodes(wanted: list[Room], free: list[Room]) -> None:
    left = place(wanted, free)
    if left is not None:
        assert total(left).plus(total(wanted)) == total(free)
        assert all(node.cpu >= 0 and node.memory >= 0 for node in left)


@given(wanted=st.lists(rooms, min_size=1, max_size=6))
def test_a_node_with_room_for_all_takes_all(wanted: list[Room]) -> None:
    assert place(wanted, [total(wanted)]) == [Room()]


def test_a_node_s_room_is_what_the_kubelet_offers() -> None:
    offered = {"cpu": "1960m", "memory": "23Gi", "pods": "110"}
    node = from_api(Node, {"status": {"allocatable": offered}})
    assert allocatable(node) == Room(cpu=1960, memory=23 * 1024 * MIB)


def test_a_finished_pod_takes_no_room() -> None:
    containers = [{"name": "a", "resources": {"requests": {"cpu": "100m", "memory": "1Mi"}}}]
    tree = {"spec": {"containers": [*containers, {"name": "b"}]}, "status": {"phase": "Running"}}
    assert requested(from_api(Pod, tree)) == Room(cpu=100, memory=MIB)
    assert requested(from_api(Pod, tree | {"status": {"phase": "Succeeded"}})) == Room()
