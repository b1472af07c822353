"""The schema of values: what passes, and what does not."""

import copy
from functools import cache

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from deployer.agents._charts.files import chart_files
from deployer.agents._charts.matrix import bad_values, good_values
from deployer.agents._charts.schema import values_schema
from deployer.app import load_app
from tests.charts import context

SERVICES = tuple(load_app().services)
type Tree = dict[str, object]


@cache
def text_of_defaults(key: str) -> str:
    return chart_files(context(key))["values.yaml"]


@cache
def validator(key: str) -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(values_schema(context(key)))


def defaults(key: str) -> Tree:
    found: Tree = yaml.safe_load(text_of_defaults(key))
    return found


def merged(below: Tree, above: Tree) -> Tree:
    """Merge as helm does: maps by key, all else replaced."""
    result = copy.deepcopy(below)
    for key, value in above.items():
        old = result.get(key)
        result[key] = (
            merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
        )
    return result


def passes(key: str, values: Tree) -> bool:
    return validator(key).is_valid(values)


@pytest.mark.parametrize("key", SERVICES)
def test_the_schema_is_a_schema(key: str) -> None:
    jsonschema.Draft7Validator.check_schema(values_schema(context(key)))


@pytest.mark.parametrize("key", SERVICES)
def test_good_values_pass(key: str) -> None:
    for name, values in good_values(context(key)).items():
        assert passes(key, merged(defaults(key), dict(values))), name


@pytest.mark.parametrize("key", SERVICES)
def test_bad_values_do_not_pass(key: str) -> None:
    for name, values in bad_values(context(key)).items():
        assert not passes(key, merged(defaults(key), dict(values))), name


@given(key=st.sampled_from(SERVICES), name=st.text(min_size=1, max_size=20))
def test_no_unknown_name_passes(key: str, name: str) -> None:
    known = set(defaults(key)) | {"global"}
    values = defaults(key) | {name: 1}
    assert passes(key, values) is False or name in known


@given(
    key=st.sampled_from(SERVICES),
    wrong=st.one_of(st.none(), st.booleans(), st.lists(st.integers(), max_size=2)),
    data=st.data(),
)
def test_no_value_of_another_kind_passes(key: str, wrong: object, data: st.DataObject) -> None:
    values = defaults(key)
    name = data.draw(st.sampled_from(sorted(values)))
    if isinstance(wrong, list) and isinstance(values[name], list):
        wrong = 7
    assert not passes(key, values | {name: wrong})


@pytest.mark.parametrize("amount", ["100m", "1", 1, 0.5, "1.5", "512Mi", "2G"])
def test_quantities_pass_as_kubernetes_reads_them(amount: object) -> None:
    above: Tree = {"resources": {"limits": {"cpu": amount}}}
    assert passes("backend", merged(defaults("backend"), above))


@pytest.mark.parametrize("amount", ["", "many", "-1", 0, "1 Gi", "1GiB", None])
def test_what_is_no_quantity_does_not_pass(amount: object) -> None:
    above: Tree = {"resources": {"limits": {"memory": amount}}}
    assert not passes("backend", merged(defaults("backend"), above))
