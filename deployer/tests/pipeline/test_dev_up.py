"""The pipeline of development is that of `up` without its proofs."""

from deployer.app import load_app
from deployer.clusters import find_cluster
from deployer.events import ignore
from deployer.pipeline.dev_up import LEFT_OUT, DevUp
from deployer.pipeline.up import Up

HERE = find_cluster("builtin")
"""Nothing is done on it here."""


def test_what_is_left_out_is_part_of_up_and_nothing_waits_for_it() -> None:
    every = {name for name, _, _ in Up(HERE, ignore)._jobs()}
    jobs = DevUp(HERE, ignore)._jobs()
    names = {name for name, _, _ in jobs}
    assert every > LEFT_OUT
    assert names == every - LEFT_OUT
    assert all(set(needs) <= names for _, _, needs in jobs)


def test_it_deploys_one_pod_of_what_can_be_edited() -> None:
    assert DevUp(HERE, ignore)._app == load_app().developing()
    assert Up(HERE, ignore)._app == load_app()
    assert (DevUp.development, Up.development) == (True, False)
