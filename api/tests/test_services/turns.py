"""Turns for tests, begun as the route begins them."""

from uuid import UUID, uuid4

from src.database import Database
from src.models.account import Account
from src.models.conversation import Conversation
from src.schemas.messages import MessageCreate
from src.services.turn_store import TurnStore


async def new_conversation(database: Database) -> Conversation:
    """A conversation of a new person in Berlin."""
    async with database.session() as session:
        account = Account(time_zone="Europe/Berlin")
        session.add(account)
        await session.flush()
        conversation = Conversation(account_id=account.id)
        session.add(conversation)
        return conversation


async def begin_turn(
    database: Database,
    owner: str = "me",
    text: str = "hello",
    conversation: Conversation | None = None,
) -> UUID:
    """A running turn, in a conversation of its own unless one is given."""
    into = conversation or await new_conversation(database)
    message = MessageCreate(id=uuid4(), text=text)
    return (await TurnStore(database, owner).begin(into.account_id, into.id, message))[0]
