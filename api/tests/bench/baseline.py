"""The peer: items as full-stack-fastapi-template writes its endpoints, with a filter and a tick.

Sync SQLModel sessions, `def` endpoints, a signed token and one query for the user, a list that
also counts, and create as add, commit, refresh. It has an index on the owner, which the template
has not.
"""

import os
import uuid
from collections.abc import Generator
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import jwt
from fastapi import Depends, FastAPI, Header, HTTPException
from sqlmodel import Field, Session, SQLModel, col, create_engine, func, select

SECRET = "only for a benchmark, and for nothing else at all"
engine = create_engine(os.environ["DATABASE_URL"].replace("postgresql:", "postgresql+psycopg:"))


class User(SQLModel, table=True):
    """An owner of items."""

    __tablename__ = "bench_user"

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    email: str


class ItemBase(SQLModel):
    """What a client sends."""

    title: str = Field(min_length=1, max_length=255)
    description: str | None = Field(default=None, max_length=255)
    priority: str = "none"
    done: bool = False


class Item(ItemBase, table=True):
    """A row."""

    __tablename__ = "bench_item"

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    owner_id: uuid.UUID = Field(foreign_key="bench_user.id", ondelete="CASCADE", index=True)
    created_at: datetime = Field(default_factory=lambda: datetime.now(UTC))


class ItemPublic(ItemBase):
    """What a client sees."""

    id: uuid.UUID
    owner_id: uuid.UUID
    created_at: datetime


class ItemsPublic(SQLModel):
    """A page."""

    data: list[ItemPublic]
    count: int


def get_db() -> Generator[Session]:
    """Open a session for a request."""
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_db)]


def get_current_user(session: SessionDep, authorization: Annotated[str, Header()]) -> User:
    """Return the user that the token names."""
    payload = jwt.decode(authorization.removeprefix("Bearer "), SECRET, algorithms=["HS256"])
    user = session.get(User, uuid.UUID(payload["sub"]))
    if not user:
        raise HTTPException(status_code=404, detail="User not found")
    return user


CurrentUser = Annotated[User, Depends(get_current_user)]
app = FastAPI()


@app.get("/items/", response_model=ItemsPublic)
def read_items(
    session: SessionDep, current_user: CurrentUser, priority: str, skip: int = 0, limit: int = 50
) -> Any:  # noqa: ANN401 - as the template has it
    """List the user's open items of a priority."""
    wanted = (
        col(Item.owner_id) == current_user.id,
        col(Item.priority) == priority,
        col(Item.done).is_(other=False),
    )
    count = session.exec(select(func.count()).select_from(Item).where(*wanted)).one()
    statement = select(Item).where(*wanted).order_by(col(Item.created_at).desc())
    items = session.exec(statement.offset(skip).limit(limit)).all()
    return ItemsPublic(data=[ItemPublic.model_validate(item) for item in items], count=count)


@app.post("/items/", response_model=ItemPublic)
def create_item(*, session: SessionDep, current_user: CurrentUser, item_in: ItemBase) -> Any:  # noqa: ANN401
    """Add an item."""
    item = Item.model_validate(item_in, update={"owner_id": current_user.id})
    session.add(item)
    session.commit()
    session.refresh(item)
    return item


@app.post("/items/{id}/complete", response_model=ItemPublic)
def complete_item(*, session: SessionDep, current_user: CurrentUser, id: uuid.UUID) -> Any:  # noqa: A002, ANN401
    """Tick an item off."""
    item = session.get(Item, id)
    if not item or item.owner_id != current_user.id:
        raise HTTPException(status_code=404, detail="Item not found")
    item.sqlmodel_update({"done": True})
    session.add(item)
    session.commit()
    session.refresh(item)
    return item


def seed(count: int) -> tuple[str, list[str]]:
    """Make tables, one user and their items; return a token and the ids of the items."""
    SQLModel.metadata.create_all(engine, tables=[User.__table__, Item.__table__])  # type: ignore[attr-defined]
    user = User(email="bench@example.com")
    token = jwt.encode({"sub": str(user.id), "exp": datetime.now(UTC) + timedelta(1)}, SECRET)
    with Session(engine) as session:
        session.add(user)
        session.commit()
        session.refresh(user)
        items = [
            Item(title=f"Task {number}", owner_id=user.id, priority=("high", "none")[number % 2])
            for number in range(count)
        ]
        session.add_all(items)
        session.commit()
        return token, [str(item.id) for item in items]
