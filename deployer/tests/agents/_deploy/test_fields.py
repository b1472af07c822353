import json

from hypothesis import given
from hypothesis import strategies as st

from deployer.agents._deploy.fields import differences, flat, shown
from deployer.diagnosis.redaction import HIDDEN

DEPLOYMENT: dict[str, object] = {
    "metadata": {"labels": {"a/b": "c"}},
    "spec": {
        "replicas": 2,
        "containers": [
            {"name": "backend", "image": "todo:1", "env": []},
            {"name": "side", "image": "other:1"},
        ],
        "args": ["--one", "--two"],
    },
}


def test_elements_of_lists_go_by_their_name() -> None:
    fields = flat(DEPLOYMENT)
    assert fields["spec.containers[backend].image"] == "todo:1"
    assert fields["spec.containers[side].image"] == "other:1"
    assert fields["spec.args[1]"] == "--two"
    assert fields["metadata.labels.a/b"] == "c"
    assert fields["spec.containers[backend].env"] == []


def test_elements_that_share_a_name_are_all_kept() -> None:
    ports = [{"port": 53, "protocol": "UDP"}, {"port": 53, "protocol": "TCP"}]
    assert sorted(str(one) for one in flat({"ports": ports}).values()) == ["53", "53", "TCP", "UDP"]


def test_a_turned_list_of_named_things_is_no_difference() -> None:
    turned = json.loads(json.dumps(DEPLOYMENT))
    turned["spec"]["containers"].reverse()
    assert differences("Deployment", flat(DEPLOYMENT), flat(turned)) == ()


def test_what_comes_changes_and_goes_is_told_by_path() -> None:
    before, after = flat({"a": 1, "b": {"c": True}}), flat({"a": 2, "d": [0]})
    found = {one.path: (one.before, one.after) for one in differences("X", before, after)}
    assert found == {"a": ("1", "2"), "b.c": ("true", None), "d[0]": (None, "0")}


@given(st.text(min_size=4, alphabet="abcdefgh0123456789"))
def test_no_value_of_a_secret_is_ever_shown(value: str) -> None:
    before, after = flat({"data": {"KEY": value}}), flat({"data": {"KEY": f"{value}x"}})
    (change,) = differences("Secret", before, after)
    assert (change.path, change.before, change.after) == ("data.KEY", HIDDEN, HIDDEN)


def test_a_password_in_a_url_is_hidden_in_every_kind() -> None:
    text = shown("ConfigMap", "data.URL", "https://me:hush@proxy.example/x")
    assert "hush" not in text
    assert "proxy.example" in text


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=12,
)


@given(json_values)
def test_a_thing_never_differs_from_itself(thing: object) -> None:
    again = json.loads(json.dumps(thing))
    assert differences("X", flat(thing), flat(again)) == ()
