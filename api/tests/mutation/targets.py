"""Which modules have to be held by their tests to the letter, and which tests do that."""

SERVICES = "tests/test_services"
_FILTERS = f"{SERVICES}/filters"
_PARSER = f"{_FILTERS}/test_parser.py"
TARGETS: dict[str, tuple[str, ...]] = {
    "src.services.filters.lexer": (f"{_FILTERS}/test_lexer.py", _PARSER),
    "src.services.filters.days": (f"{_FILTERS}/test_days.py", _PARSER),
    "src.services.filters.nodes": (f"{_FILTERS}/test_nodes.py", _PARSER),
    "src.services.filters.terms": (f"{_FILTERS}/test_terms.py", _PARSER),
    "src.services.filters.parser": (_PARSER,),
    "src.services.filters.compiler": (f"{_FILTERS}/test_compiler.py",),
    "src.services.recurrence": (f"{SERVICES}/test_recurrence.py",),
    "src.services.dues": (f"{SERVICES}/test_dues.py",),
    "src.services.completion": (f"{SERVICES}/test_completion.py",),
    "src.services.conversation_markdown": (f"{SERVICES}/test_conversation_markdown.py",),
    "src.services.sessions": (f"{SERVICES}/test_sessions.py",),
    "src.services.callers": (
        f"{SERVICES}/test_callers.py",
        f"{SERVICES}/test_quick_lists.py",
    ),
    "src.services.access_tokens": (f"{SERVICES}/test_access_tokens.py",),
    "src.routers.dependencies": (
        "tests/test_routers/test_dependencies.py",
        "tests/test_api/test_credentials.py",
    ),
    "src.routers.ways": ("tests/test_routers/test_ways.py",),
    "src.mcp.tokens": ("tests/test_mcp/test_tokens.py",),
    "src.middleware.origin": ("tests/test_middleware/test_origin.py",),
}
"""The fastest tests first: the first failure ends a trial."""
