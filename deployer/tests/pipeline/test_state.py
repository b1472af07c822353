from deployer.pipeline.state import State

BEFORE = State(
    objects={"Service a": "1", "Secret b": "2"}, pods={"uid-1": "sha256:1"}, revisions={"a": 3}
)


def test_the_same_state_has_the_same_digest_in_any_order() -> None:
    turned = State(
        objects={"Secret b": "2", "Service a": "1"}, pods=BEFORE.pods, revisions=BEFORE.revisions
    )
    assert turned.digest == BEFORE.digest
    assert BEFORE.differences(turned) == ()


def test_whatever_differs_is_named() -> None:
    after = State(
        objects={"Service a": "9", "Secret b": "2"}, pods={"uid-2": "sha256:1"}, revisions={"a": 4}
    )
    assert after.digest != BEFORE.digest
    assert BEFORE.differences(after) == ("Service a", "pod uid-1", "pod uid-2", "release a")
