"""How often the live stream does what it does; all in seconds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """The intervals of one process."""

    keep_alive: float = 15.0
    """A quiet stream shows that it lives, and the session is looked at again."""
    poll: float = 2.0
    """The database is asked for news while nobody tells of them."""
    safety: float = 15.0
    """The same while somebody does: what a lost notification costs at most."""
    notify: float = 0.05
    """Between two notifications of this process."""
    held_back: tuple[float, float] = (0.1, 2.0)
    """First and longest wait for an open transaction that holds changes back."""
    reconnect: tuple[float, float] = (0.5, 15.0)
    """First and longest wait before the listener connects again."""
