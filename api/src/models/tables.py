"""Every table, for migrations: a new table is one line here."""

from src.models.access_token import AccessToken
from src.models.account import Account, LoginSession
from src.models.assistant_choice import AssistantChoice
from src.models.change import Change
from src.models.conversation import Conversation, Message
from src.models.idempotency_key import IdempotencyKey
from src.models.project import Project
from src.models.rate_limit import RateLimit
from src.models.saved_filter import SavedFilter
from src.models.task import Task
from src.models.tool_call import Approval, ToolCall
from src.models.turn import Turn, TurnEvent

TABLES = (
    Account,
    LoginSession,
    AccessToken,
    AssistantChoice,
    RateLimit,
    Project,
    Task,
    Change,
    SavedFilter,
    IdempotencyKey,
    Conversation,
    Message,
    Turn,
    TurnEvent,
    ToolCall,
    Approval,
)
