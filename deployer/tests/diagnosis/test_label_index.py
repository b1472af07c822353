from hypothesis import given
from hypothesis import strategies as some

from deployer.diagnosis.label_index import LabelIndex
from deployer.diagnosis.reading import selects

LABELS = some.dictionaries(some.sampled_from("abc"), some.sampled_from("xy"), max_size=3)


@given(some.lists(LABELS, max_size=8), LABELS)
def test_it_finds_what_a_look_at_everything_finds(
    things: list[dict[str, str]], selector: dict[str, str]
) -> None:
    index = LabelIndex((number, labels) for number, labels in enumerate(things))
    expected = [number for number, labels in enumerate(things) if selects(selector, labels)]
    assert sorted(index.matching(selector)) == expected


def test_no_selector_matches_nothing() -> None:
    index = LabelIndex([("web", {"app": "web"})])
    assert index.matching(None) == []
    assert index.matching({}) == []
