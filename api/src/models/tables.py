"""Every table, for migrations: a new table is one line here."""

from src.models.account import Account, LoginSession
from src.models.conversation import Conversation, Message
from src.models.idempotency_key import IdempotencyKey
from src.models.task import Change, Task
from src.models.tool_call import Approval, ToolCall
from src.models.turn import Turn, TurnEvent

TABLES = (
    Account,
    LoginSession,
    Task,
    Change,
    IdempotencyKey,
    Conversation,
    Message,
    Turn,
    TurnEvent,
    ToolCall,
    Approval,
)
