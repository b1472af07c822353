"""Ends an autoscaler before the release that does without one.

Helm sets the number of pods first and removes what is no longer in the chart last. An autoscaler
that looks in between sets its own number, and once it is gone nobody takes that back.
"""

from lightkube import ApiError, AsyncClient
from lightkube.resources.autoscaling_v2 import HorizontalPodAutoscaler

from deployer.agents._deploy.plan import Planned
from deployer.app import PART_OF
from deployer.tools.kube import FORBIDDEN, if_there, meta


async def end_autoscaler(client: AsyncClient, planned: Planned, app: str) -> None:
    """Remove a release's autoscaler, if it has one that the plan leaves out.

    Args:
        client: The cluster.
        planned: What should be there.
        app: Its name; an autoscaler of somebody else's stays.
    """
    wanted = planned.values.get("autoscaling")
    if isinstance(wanted, dict) and wanted.get("enabled"):
        return
    name = planned.chart.name
    try:
        found = await if_there(client.get(HorizontalPodAutoscaler, name))
        if found is not None and (meta(found).labels or {}).get(PART_OF) == app:
            await if_there(client.delete(HorizontalPodAutoscaler, name))
    except ApiError as error:
        # Who may not touch autoscalers has made none.
        if error.status.code != FORBIDDEN:
            raise
