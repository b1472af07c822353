"""Types that all schemas share: text that PostgreSQL can hold, time zones, pages."""

from functools import cache
from typing import Annotated
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

LARGEST_PAGE = 200


def _storable(value: str) -> str:
    """Refuse what PostgreSQL cannot store: NUL and lone surrogates."""
    if "\x00" in value:
        message = "must not contain the character NUL"
        raise ValueError(message)
    try:
        value.encode()
    except UnicodeEncodeError:
        message = "must be valid Unicode"
        raise ValueError(message) from None
    return value


def _storable_secret(value: SecretStr) -> SecretStr:
    _storable(value.get_secret_value())
    return value


@cache
def _time_zones() -> set[str]:
    return available_timezones()  # reads hundreds of files


def is_time_zone(name: str) -> bool:
    """Whether a name is one of the IANA time zones."""
    return name in _time_zones()


def _known_zone(value: str) -> str:
    if not is_time_zone(value):
        message = "must be an IANA time zone such as Europe/Berlin"
        raise ValueError(message)
    return value


StorableText = Annotated[str, AfterValidator(_storable)]
StorableSecret = Annotated[SecretStr, AfterValidator(_storable_secret)]
TimeZone = Annotated[StorableText, AfterValidator(_known_zone), Field(examples=["Europe/Berlin"])]


class Described(BaseModel):
    """Base of what clients see: what stands below a field is its description for them, too."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class Schema(Described):
    """Base of what clients send: unknown fields are refused, so that typos do not pass."""

    model_config = ConfigDict(extra="forbid")


class Page[T](Described):
    """One page of a list."""

    items: list[T]
    next_cursor: str | None = Field(default=None, examples=[None])
    """What to send as `cursor` for the next page; null on the last."""
