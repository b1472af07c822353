"""What there is beside tasks."""

from datetime import timedelta

from src.mcp import arguments as of
from src.mcp.work import Work
from src.models.base import now
from src.schemas.tool_overviews import (
    MOST_SHOWN,
    FilterLine,
    Overview,
    ProjectFigures,
    ProjectLine,
    TagLine,
    ToolStatistics,
)
from src.services import dues, project_names, projects, saved_filters, task_queries
from src.services import statistics as figures


async def overview(work: Work) -> Overview:
    """Look at which projects, tags and saved filters there are, with counts of open tasks."""
    found = [
        *await projects.list_projects(work.session, work.account),
        *await projects.list_projects(work.session, work.account, archived=True),
    ]
    tags = await task_queries.list_tags(work.session, work.account)
    filters = await saved_filters.list_filters(work.session, work.account)
    return Overview(
        projects=[
            ProjectLine(
                name=one.name,
                color=one.color,
                open_count=one.open_count or 0,
                archived=one.archived_at is not None,
            )
            for one in found[:MOST_SHOWN]
        ],
        tags=[TagLine(name=one.name, open_count=one.open_count) for one in tags[:MOST_SHOWN]],
        filters=[FilterLine(name=one.name, filter=one.filter) for one in filters[:MOST_SHOWN]],
        inbox_open_count=await projects.count_inbox(work.session, work.account),
        more=any(len(kind) > MOST_SHOWN for kind in (found, tags, filters)),
    )


async def statistics(work: Work, days: of.PastDays = 30) -> ToolStatistics:
    """Look at how much was done in the last days, by day and project, and what is left."""
    today = dues.today(work.account.time_zone, now())
    first = today - timedelta(days=days - 1)
    found = await figures.statistics(work.session, work.account, first, today)
    names = await project_names.names_of(work.session, (one.project_id for one in found.projects))
    return ToolStatistics(
        days=found.days,
        projects=[
            ProjectFigures(
                project=names.get(one.project_id) if one.project_id else None,
                open=one.open,
                completed=one.completed,
            )
            for one in found.projects[:MOST_SHOWN]
        ],
        **found.model_dump(include={"open", "overdue", "open_estimate_minutes"}),
        streak=found.streak,
    )
