"""Why a turn could not be finished, in words for the person."""


class TurnFailedError(Exception):
    """The turn ends here; `str()` is what the person reads."""


class ProviderFailedError(TurnFailedError):
    """The model's provider failed in the middle of an answer."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The AI model stopped in the middle of its answer: {reason}. "
            "What it did is kept; try again."
        )


class LeaseLostError(Exception):
    """Another replica has ended this turn; nothing more may be written."""
