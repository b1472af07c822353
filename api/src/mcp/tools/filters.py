"""Saved filters."""

from src.mcp import arguments as of
from src.mcp.work import Work
from src.schemas.filters import SavedFilterCreate, SavedFilterUpdate
from src.schemas.tool_calls import Answer
from src.services import filter_names, hierarchy, saved_filters


async def save_filter(
    work: Work,
    name: of.OfFilter,
    filter: of.KeptFilter,  # noqa: A002 (the name that the HTTP API has for it)
    color: of.PaintedIn = None,
) -> Answer:
    """Keep a filter under a name, or change the one of that name. It cannot be undone by undo."""
    # One at a time: two calls side by side must not make the same filter twice.
    await hierarchy.lock_order(work.session, work.account.id)
    kept = await filter_names.find(work.session, work.account, name)
    if kept is None:
        made = SavedFilterCreate(name=name, filter=filter, color=color or "grey")
        await saved_filters.create_filter(work.session, work.account, made)
        return Answer(action="create", summary=f"Saved the filter “{name}”: {filter}")
    given = {"filter": filter, "color": color}
    data = SavedFilterUpdate.model_validate({key: one for key, one in given.items() if one})
    await saved_filters.update_filter(work.session, work.account, kept.id, data)
    return Answer(action="update", summary=f"Changed the filter “{kept.name}”: {filter}")


async def delete_filter(work: Work, name: of.OfFilter) -> Answer:
    """Forget a saved filter; the tasks stay. It cannot be undone by undo.

    In a chat the person is asked by itself: just call it, do not ask in words.
    """
    kept = await filter_names.need(work.session, work.account, name)
    await saved_filters.delete_filter(work.session, work.account, kept.id)
    return Answer(action="delete", summary=f"Deleted the filter “{kept.name}”.")
