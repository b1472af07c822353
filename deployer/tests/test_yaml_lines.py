"""Fields are found on their lines."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from deployer.yaml_lines import Place, line_of, read_yaml

TEXT = """# first
a:
  b: { c: 1 }
  list:
    - x: 1
    - y: 2
"""


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        (["a"], Place(2, ("a",))),
        (["a", "b", "c"], Place(3, ("a", "b", "c"))),
        (["a", "list", 1, "y"], Place(6, ("a", "list", "1", "y"))),
        (["a", "nowhere", "c"], Place(2, ("a",))),
        (["a", "list", 7], Place(4, ("a", "list"))),
        (["nowhere"], Place(1, ())),
    ],
)
def test_a_field_or_the_nearest_around_it(
    tmp_path: Path, keys: Sequence[str | int], place: Place
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(TEXT, encoding="utf-8")
    assert line_of(path, keys) == place


def test_a_name_given_twice_is_refused_with_its_line() -> None:
    with pytest.raises(yaml.YAMLError, match=r"c stands here a second time\s.*line 3"):
        read_yaml("a:\n  c: 1\n  c: 2\n")


def test_names_may_stand_again_elsewhere() -> None:
    text = "a: { c: &x 1 }\nb: { c: *x }\n"
    assert read_yaml(text) == {"a": {"c": 1}, "b": {"c": 1}}
