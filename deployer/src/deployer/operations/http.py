"""The server over HTTP: on this machine alone unless told otherwise, and never without a token."""

import hmac
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import uvicorn
from mcp.server.auth.provider import AccessToken
from mcp.server.auth.settings import AuthSettings
from mcp.server.mcpserver import MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from pydantic import AnyHttpUrl
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from deployer.errors import DeployerError
from deployer.operations.desk import Options
from deployer.operations.server import build_server
from deployer.settings import settings

PATH, ALIVE = "/mcp", "/healthz"
LOOPBACK = "127.0.0.1"
LOCAL_NAMES = ("127.0.0.1", "localhost", "[::1]")
CLIENT = "todo-operator"


class Where(NamedTuple):
    """An address of this machine."""

    address: str
    port: int


class OneToken:
    """Knows one bearer token.

    Args:
        token: The token.
    """

    def __init__(self, token: str) -> None:
        self._token = token

    async def verify_token(self, token: str) -> AccessToken | None:
        """Return who the token is for, or None when it is another."""
        if not hmac.compare_digest(token.encode(), self._token.encode()):
            return None
        return AccessToken(token=token, client_id=CLIENT, scopes=[])


def token_file() -> Path:
    """Return the file with this machine's token, made when missing; only its owner can read it."""
    path = settings().folder("mcp") / "token"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(32))
    return path


def bearer(say: Callable[[str], None], address: str) -> str:
    """Return the token that clients have to bring, and tell where it is kept."""
    if given := settings().mcp_token:
        say(f"Listening on {address}; the bearer token is that of TODO_MCP_TOKEN")
        return given.get_secret_value()
    file = token_file()
    say(f"Listening on {address}; the bearer token is in {file}")
    return file.read_text(encoding="utf-8").strip()


async def alive(request: Request) -> Response:
    """Answer probes, which bring no token and learn nothing."""
    del request
    return PlainTextResponse("alive")


def http_app(options: Options, token: str, *, port: int, names: tuple[str, ...] = ()) -> Starlette:
    """Return the server as an ASGI application at `/mcp`.

    Args:
        options: Where it works, and whether it may change anything.
        token: What clients have to bring.
        port: Where it listens.
        names: Host names, besides this machine's own, under which it may be asked.
    """
    hosts = (*LOCAL_NAMES, *names)
    server: MCPServer[dict[str, Any]] = build_server(
        options,
        verifier=OneToken(token),
        auth=AuthSettings(
            # The token is ours: there is no authorization server to discover.
            issuer_url=AnyHttpUrl(f"http://{LOOPBACK}:{port}"),
            resource_server_url=None,
            validate_token_resource=False,
        ),
    )
    server.custom_route(ALIVE, methods=["GET"])(alive)
    return server.streamable_http_app(
        streamable_http_path=PATH,
        transport_security=TransportSecuritySettings(
            enable_dns_rebinding_protection=True,
            allowed_hosts=[name for host in hosts for name in (host, f"{host}:*")],
            allowed_origins=[f"http://{host}:*" for host in hosts],
        ),
    )


async def serve_http(
    options: Options, where: Where, names: tuple[str, ...], *, say: Callable[[str], None]
) -> None:
    """Serve until cancelled.

    Args:
        options: Where it works, and whether it may change anything.
        where: Where it listens.
        names: Host names, besides this machine's own, under which it may be asked.
        say: Told the address, and where the token is.

    Raises:
        DeployerError: The port is taken.
    """
    token = bearer(say, f"http://{where.address}:{where.port}{PATH}")
    app = http_app(options, token, port=where.port, names=names)
    config = uvicorn.Config(
        app, host=where.address, port=where.port, log_level="error", access_log=False
    )
    try:
        await uvicorn.Server(config).serve()
    except SystemExit as error:  # uvicorn's way to say that it could not bind
        raise DeployerError(
            f"The operations server cannot listen on {where.address}:{where.port}.",
            cause="Something else listens there.",
            cure="./todo mcp --http --port ANOTHER",
        ) from error
