"""Why the operations server does not do what it was asked."""

from deployer.errors import UsageError


class RefusedError(UsageError):
    """The request is not allowed here, or not any more; nothing was touched."""
