"""What is sealed can be read with the same secret only."""

from pydantic import SecretStr

from src.services.seals import seal, unseal

SECRET, OTHER = SecretStr("a" * 40), SecretStr("b" * 40)
PLAIN = SecretStr("sk-or-äöü")


def test_the_same_secret_opens_a_seal() -> None:
    sealed = seal(PLAIN, SECRET)
    assert PLAIN.get_secret_value() not in sealed
    assert unseal(sealed, SECRET) == PLAIN


def test_another_secret_does_not() -> None:
    assert unseal(seal(PLAIN, SECRET), OTHER) is None


def test_nor_does_what_was_tampered_with() -> None:
    sealed = seal(PLAIN, SECRET)
    middle = len(sealed) // 2
    swapped = "A" if sealed[middle] != "A" else "B"
    assert unseal(sealed[:middle] + swapped + sealed[middle + 1 :], SECRET) is None
    assert unseal("not a seal", SECRET) is None


def test_the_same_key_is_sealed_otherwise_each_time() -> None:
    assert seal(PLAIN, SECRET) != seal(PLAIN, SECRET)
