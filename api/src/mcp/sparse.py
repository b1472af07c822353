"""From what a model gives to a sparse change: None means not given, `clear` empties."""

from collections.abc import Collection, Mapping

from src.schemas.tasks import TaskUpdate


def sparse_update(given: Mapping[str, object], clear: Collection[str]) -> TaskUpdate:
    """The change to make; a field both given and cleared gets the given value.

    Raises:
        pydantic.ValidationError: A value is not one of its field.
    """
    emptied = dict.fromkeys(clear)
    return TaskUpdate.model_validate(
        emptied | {name: value for name, value in given.items() if value is not None}
    )
