"""Writes events of a running turn in one statement that is its own transaction.

An answer is written many times a second while many people read theirs: as a session's statements
this took more than everything else that a turn does.
"""

import json
from uuid import UUID

from src.database import Quick
from src.schemas.turns import Progress, Standing
from src.schemas.ui_parts import UiPart
from src.services.leases import Holder

_APPEND = b"""
WITH held AS (
    -- Numbers the events, renews the lease and sees whether it is still ours.
    UPDATE turn SET
        last_seq = last_seq + %(count)s,
        status = %(status)s,
        lease_until = CASE WHEN %(runs)s THEN now() + %(lease)s END,
        ended_at = CASE WHEN NOT %(runs)s THEN now() END,
        model = coalesce(%(model)s, model),
        usage = coalesce(%(usage)s::jsonb, usage)
    WHERE id = %(turn_id)s AND owner = %(owner)s AND status = 'running'
    RETURNING id, last_seq, cancel_asked
), written AS (
    INSERT INTO turn_event (turn_id, seq, part, created_at)
    SELECT held.id, held.last_seq - %(count)s + part.nth, part.value, clock_timestamp()
    FROM held, jsonb_array_elements(%(parts)s::jsonb) WITH ORDINALITY AS part (value, nth)
)
SELECT last_seq, cancel_asked FROM held
"""


async def append(
    quick: Quick, turn_id: UUID, holder: Holder, parts: list[UiPart], standing: Standing
) -> Progress | None:
    """Write events of a running turn, renew its lease, and perhaps end it.

    Returns:
        How far the turn is; None when the holder's lease is lost, and then nothing is written.

    Raises:
        psycopg.Error: The database refuses it, or is away.
    """
    usage = standing.usage
    values = {
        "count": len(parts),
        "status": standing.status,
        "runs": standing.status == "running",
        "lease": holder.lease,
        "model": standing.model,
        "usage": usage.model_dump_json() if usage else None,
        "turn_id": turn_id,
        "owner": holder.owner,
        "parts": json.dumps(parts),
    }
    row = await quick.row(_APPEND, values)
    return Progress(*row) if row else None
