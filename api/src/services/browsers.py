"""What a browser is called, so that a person knows their own devices."""

# In this order: Edge says that it is Chrome, too, and Chrome that it is Safari.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def named(user_agent: str | None) -> str | None:
    """Return a short name such as `Firefox on Windows`; None when nothing is known.

    Only this name is kept: the whole text tells more about a person than they need to see.
    """
    if not user_agent:
        return None
    browser = next((name for sign, name in _BROWSERS if sign in user_agent), "A program")
    system = next((name for sign, name in _SYSTEMS if sign in user_agent), None)
    return f"{browser} on {system}" if system else browser
