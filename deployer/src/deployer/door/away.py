"""What a reader gets while a service behind the door is away: kind words that come back."""

import html
import json

from aiohttp import web

RETRY_SECONDS = 2
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="refresh" content="{seconds}">
<meta name="viewport" content="width=device-width">
<title>One moment</title>
<style>:root{{color-scheme:light dark}}body{{font:1rem/1.6 system-ui;max-width:34rem;
margin:20vh auto;padding:0 1rem}}</style></head>
<body><h1>One moment</h1>
<p>The {name} is not there just now: it is starting, or being replaced.
This page tries again by itself.</p>
<p>If it stays like this, <code>./todo status</code> says why.</p></body></html>
"""


def answer(name: str, path: str) -> web.Response:
    """Return the 503 that fits who asked: a problem document (RFC 9457) or a page.

    Args:
        name: The service that is away.
        path: What was asked for.
    """
    headers = {"Retry-After": str(RETRY_SECONDS), "Cache-Control": "no-store"}
    if not is_api(path):
        text = PAGE.format(seconds=RETRY_SECONDS, name=html.escape(name))
        return web.Response(status=503, text=text, content_type="text/html", headers=headers)
    problem = {
        "type": "/problems/unavailable",
        "title": "One moment",
        "status": 503,
        "detail": f"The {name} is not there just now. Try again in a few seconds.",
    }
    return web.Response(
        status=503,
        text=json.dumps(problem),
        content_type="application/problem+json",
        headers=headers,
    )


def is_api(path: str) -> bool:
    """Return whether a path belongs to the backend."""
    return path == "/api" or path.startswith("/api/")
