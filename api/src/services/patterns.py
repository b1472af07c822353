"""Texts as patterns of LIKE."""


def containing(text: str) -> str:
    """Return the pattern of what contains a text; in it, wildcards mean themselves."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
