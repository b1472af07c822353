"""Which slips are planted, and where none is."""

import pytest

from tests.mutation.mutants import mutants


def changed(source: str) -> list[tuple[str, str]]:
    return [(one.before, one.after) for one in mutants(source)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a < b", [("a < b", "a <= b")]),
        ("a is not None", [("a is not None", "a is None")]),
        ("a and b", [("a and b", "a or b")]),
        ("not a", [("not a", "a")]),
        ("a + b", [("a + b", "a - b")]),
        ("x = 7", [("7", "8")]),
        ("x = True", [("True", "False")]),
        ("x = 'GET'", [("'GET'", "'GETX'")]),
        ("x = b if a else c", [("b if a else c", "b if not a else c")]),
        ("def f():\n    return a", [("return a", "return None")]),
        ("raise a", [("raise a", "pass")]),
        ("a.b = c", [("a.b = c", "pass")]),
        ("f(a)", [("f(a)", "pass")]),
        ("x = f(a, b)", [("f(a, b)", "f(b)"), ("f(a, b)", "f(a)")]),
        ("x = f(k=a)", [("f(k=a)", "f()")]),
        ("x = a.is_(b)", [("a.is_(b)", "a.is_not(b)")]),
        ("if a:\n    pass", [("if a: pass", "if not a: pass")]),
        ("x = {a: b, c: d}", [("{a: b, c: d}", "{c: d}")]),
        ("x = {a, b}", [("{a, b}", "{b}")]),
    ],
)
def test_each_slip_is_planted_alone(source: str, expected: list[tuple[str, str]]) -> None:
    assert changed(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "'''Says what it is.'''",
        "x: Annotated[int, 3]",
        "def f(x: Literal['a']) -> Literal['b']: ...",
        "@cache(size=3)\ndef f(): ...",
        "x = 'A text for people.'",
        "x = f'There are {many} of them.'",
        "type Kind = Literal['a', 'b']",
        "return_none = None",
        "def f():\n    return None",
    ],
)
def test_what_tests_do_not_hold_stays(source: str) -> None:
    assert changed(source) == []


def test_a_mutant_is_the_whole_program_with_one_slip() -> None:
    source = "def f(a, b):\n    if a < b:\n        return a + b\n    return b"
    programs = [one.source for one in mutants(source)]
    assert len(programs) == len(set(programs)) == 5
    assert [one.line for one in mutants(source)] == [2, 2, 3, 3, 4]
    assert programs[1] == source.replace("a < b", "a <= b")
