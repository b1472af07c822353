"""Cutting a filter into tokens: which, and where each of them is."""

import pytest

from src.services.filters.errors import FilterError
from src.services.filters.lexer import Token, tokens, unquoted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t ", []),
        ("milk", [Token("term", "milk", 0, 4)]),
        ("  milk  ", [Token("term", "milk", 2, 6)]),
        ("(", [Token("open", "(", 0, 1)]),
        ("a|b", [Token("term", "a", 0, 1), Token("or", "|", 1, 2), Token("term", "b", 2, 3)]),
        ("a)b", [Token("term", "a", 0, 1), Token("close", ")", 1, 2), Token("term", "b", 2, 3)]),
        ("OR", [Token("or", "OR", 0, 2)]),
        ("Not", [Token("not", "Not", 0, 3)]),
        ("orange", [Token("term", "orange", 0, 6)]),
        ("-a", [Token("not", "-", 0, 1), Token("term", "a", 1, 2)]),
        ("-(", [Token("not", "-", 0, 1), Token("open", "(", 1, 2)]),
        ("a-b", [Token("term", "a-b", 0, 3)]),
        ("-", [Token("term", "-", 0, 1)]),
        ("- a", [Token("term", "-", 0, 1), Token("term", "a", 2, 3)]),
        ("-\u00a0a", [Token("term", "-", 0, 1), Token("term", "a", 2, 3)]),
        ('"or"', [Token("term", '"or"', 0, 4)]),
        ('@"a (b)|c"d', [Token("term", '@"a (b)|c"d', 0, 11)]),
        ('"a\\"b"', [Token("term", '"a\\"b"', 0, 6)]),
        ('"a\\\nb"', [Token("term", '"a\\\nb"', 0, 6)]),
        ('"a\nb"', [Token("term", '"a\nb"', 0, 5)]),
        ('"\\\\"b', [Token("term", '"\\\\"b', 0, 5)]),
    ],
)
def test_each_token_has_its_kind_and_its_place(text: str, expected: list[Token]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("text", "start"), [('"', 0), ('a "b', 2), ('ab"c', 2), ('"a\\"', 0), ('"a" "', 4), ('"a""', 3)]
)
def test_a_quote_that_is_not_closed_is_shown_up_to_the_end(text: str, start: int) -> None:
    with pytest.raises(FilterError, match="not closed") as refused:
        tokens(text)
    assert (refused.value.start, refused.value.end) == (start, len(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("milk", "milk"),
        ("", ""),
        ('"', '"'),
        ('""', ""),
        ('"a b"', "a b"),
        ('"a', '"a'),
        ('a"', 'a"'),
        ('a"b"', 'a"b"'),
        (r'"say \"hi\""', 'say "hi"'),
        (r'"a\\b"', r"a\b"),
        (r'"a\b"', "ab"),
        ('"a\\\nb"', "a\nb"),
    ],
)
def test_quotes_are_taken_off(text: str, expected: str) -> None:
    assert unquoted(text) == expected
