"""Words for what a check found."""

from deployer.results import Check


def good(name: str, found: str, *, needed: bool = False) -> Check:
    """Return a check of something that is in order."""
    return Check(name=name, ok=True, needed=needed, found=found)


def lacking(name: str, found: str, cure: str, *, needed: bool = False) -> Check:
    """Return a check of something that is missing or not in order, and what helps."""
    return Check(name=name, ok=False, needed=needed, found=found, cure=cure)
