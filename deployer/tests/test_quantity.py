import pytest
from hypothesis import given
from hypothesis import strategies as st

from deployer.quantity import in_bytes, mebibytes, millicores


@pytest.mark.parametrize(
    ("quantity", "expected"), [("1", 1000), ("100m", 100), ("0.5", 500), ("1n", 1), ("0", 0)]
)
def test_processor(quantity: str, expected: int) -> None:
    assert millicores(quantity) == expected


@pytest.mark.parametrize(
    ("quantity", "expected"),
    [
        ("1Ki", 1024),
        ("512Mi", 536870912),
        ("1G", 10**9),
        ("128974848", 128974848),
        ("1.5Gi", 1610612736),
    ],
)
def test_memory(quantity: str, expected: int) -> None:
    assert in_bytes(quantity) == expected


@pytest.mark.parametrize("quantity", ["", "many", "1 Gi", "1GiB", "Mi", "--1"])
def test_what_is_no_quantity_is_refused(quantity: str) -> None:
    with pytest.raises(ValueError, match="no Kubernetes quantity"):
        in_bytes(quantity)


@given(st.integers(0, 10**6))
def test_thousandths_are_read_as_written(number: int) -> None:
    assert millicores(f"{number}m") == number


def test_a_person_reads_mebibytes() -> None:
    assert mebibytes(512 * 1024**2) == "512 MiB"
