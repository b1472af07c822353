"""What each client's files must look like: validators let mistakes pass, or cannot be had.

Sources, read in November 2026: Claude Code's documentation of agents, skills, MCP and plugins;
agentskills.io; kubectl-ai's pkg/mcp/config.go and pkg/tools/custom_tool.go (its YAML goes through
JSON's rules, so the names of Go's fields count); kagent 0.9.12's v1alpha2 types; docker-agent's
agent-schema.json; the Compose specification.
"""

from typing import Any

type Schema = dict[str, Any]

TEXT: Schema = {"type": "string", "minLength": 1}
TEXTS: Schema = {"type": "array", "items": TEXT}
NAME: Schema = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 64}


def closed(properties: Schema, *required: str) -> Schema:
    """Return the schema of an object that may hold these properties and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def table(values: Schema) -> Schema:
    """Return the schema of an object with whatever keys."""
    return {"type": "object", "minProperties": 1, "additionalProperties": values}


CLAUDE_AGENT = closed(
    {
        "name": NAME,
        "description": {"type": "string", "minLength": 40, "maxLength": 1024},
        "tools": {"type": "string", "pattern": r"^\w[\w-]*(, \w[\w-]*)*$"},
        "model": {"enum": ["inherit", "sonnet", "opus", "haiku"]},
        "maxTurns": {"type": "integer", "minimum": 1, "maximum": 100},
        "color": {"enum": ["red", "blue", "green", "yellow", "purple", "orange", "pink", "cyan"]},
        "skills": {"type": "array", "items": NAME},
    },
    # Without `tools` an agent inherits everything.
    "name",
    "description",
    "tools",
)
SKILL = closed(
    {
        "name": NAME,
        "description": {"type": "string", "minLength": 40, "maxLength": 1024},
        "license": TEXT,
        "compatibility": {"type": "string", "maxLength": 500},
        "metadata": table({"type": "string"}),
        "allowed-tools": {"type": "string", "pattern": r"^\S+( \S+)*$"},
    },
    "name",
    "description",
)
CLAUDE_MCP = closed(
    {
        "mcpServers": table(
            closed(
                {
                    "type": {"const": "stdio"},
                    "command": TEXT,
                    "args": TEXTS,
                    "env": table({"type": "string"}),
                },
                "type",
                "command",
            )
        )
    },
    "mcpServers",
)
KUBECTL_AI_MCP = closed(
    {
        "servers": {
            "type": "array",
            "minItems": 1,
            "items": closed(
                {"name": NAME, "command": TEXT, "args": TEXTS, "env": table({"type": "string"})},
                "name",
                "command",
            ),
        }
    },
    "servers",
)
KUBECTL_AI_TOOLS: Schema = {
    "type": "array",
    "minItems": 1,
    "items": closed(
        {"name": TEXT, "description": TEXT, "command": TEXT, "commandDesc": TEXT},
        "name",
        "description",
        "command",
        "commandDesc",
    ),
}
GORDON = closed(
    {
        "services": table(
            closed(
                {
                    "image": TEXT,
                    "command": TEXTS,
                    "environment": table({"type": "string"}),
                    "volumes": {
                        "type": "array",
                        # Gordon's server only looks, so it gets nothing that it could write to.
                        "items": {"type": "string", "pattern": "^[^:]+:/[^:]*:ro$"},
                    },
                },
                "image",
            )
        )
    },
    "services",
)
DOCKER_AGENT = closed(
    {
        "version": {"enum": [str(number) for number in range(16)]},
        "agents": table(
            closed(
                {
                    "model": TEXT,
                    "description": TEXT,
                    "instruction": TEXT,
                    "toolsets": {
                        "type": "array",
                        "items": closed(
                            {
                                "type": {"const": "mcp"},
                                "command": TEXT,
                                "args": TEXTS,
                                "tools": TEXTS,
                            },
                            "type",
                            "command",
                            "tools",
                        ),
                    },
                },
                "model",
                "instruction",
            )
        ),
        "models": table(closed({"provider": TEXT, "model": TEXT}, "provider", "model")),
        "providers": table(
            closed(
                {
                    "api_type": {"enum": ["openai_chatcompletions", "openai_responses"]},
                    "base_url": {"type": "string", "pattern": "^https://"},
                    "token_key": TEXT,
                },
                "base_url",
                "token_key",
            )
        ),
        "permissions": closed({"allow": TEXTS, "deny": TEXTS}),
    },
    "version",
    "agents",
)
_MODEL_CONFIG = closed(
    {
        "provider": {"const": "OpenAI"},
        "model": TEXT,
        "apiKeySecret": TEXT,
        "apiKeySecretKey": TEXT,
        "openAI": closed({"baseUrl": {"type": "string", "pattern": "^https?://"}}, "baseUrl"),
    },
    "provider",
    "model",
    "apiKeySecret",
    "apiKeySecretKey",
)
_REMOTE_SERVER = closed(
    {
        "description": TEXT,
        "protocol": {"enum": ["STREAMABLE_HTTP", "SSE"]},
        "url": {"type": "string", "pattern": "^https?://"},
        "timeout": {"type": "string", "pattern": "^[0-9]+(ms|s|m|h)$"},
        "headersFrom": {
            "type": "array",
            "items": closed(
                {
                    "name": TEXT,
                    "valueFrom": closed(
                        {"type": {"enum": ["Secret", "ConfigMap"]}, "name": TEXT, "key": TEXT},
                        "type",
                        "name",
                        "key",
                    ),
                },
                "name",
                "valueFrom",
            ),
        },
    },
    "description",
    "url",
)
_TOOL = closed(
    {
        "type": {"const": "McpServer"},
        "mcpServer": closed(
            {
                "apiGroup": {"const": "kagent.dev"},
                "kind": {"enum": ["RemoteMCPServer", "MCPServer"]},
                "name": TEXT,
                "toolNames": {**TEXTS, "maxItems": 50},
                "requireApproval": {**TEXTS, "maxItems": 50},
            },
            "name",
            "toolNames",
        ),
    },
    "type",
    "mcpServer",
)
_SKILL = closed(
    {"id": TEXT, "name": TEXT, "description": TEXT, "tags": TEXTS, "examples": TEXTS},
    "id",
    "name",
)
_AGENT = closed(
    {
        "description": TEXT,
        "type": {"const": "Declarative"},
        "declarative": closed(
            {
                "runtime": {"enum": ["python", "go"]},
                "modelConfig": TEXT,
                "systemMessage": TEXT,
                "tools": {"type": "array", "items": _TOOL, "maxItems": 20},
                "a2aConfig": closed({"skills": {"type": "array", "items": _SKILL}}, "skills"),
            },
            "systemMessage",
        ),
    },
    "type",
    "declarative",
)
KAGENT: dict[str, Schema] = {
    kind: {
        "type": "object",
        "properties": {
            "apiVersion": {"const": "kagent.dev/v1alpha2"},
            "kind": {"const": kind},
            "spec": spec,
        },
        "required": ["apiVersion", "kind", "metadata", "spec"],
    }
    for kind, spec in (
        ("ModelConfig", _MODEL_CONFIG),
        ("RemoteMCPServer", _REMOTE_SERVER),
        ("Agent", _AGENT),
    )
}
"""By kind; also, approval may be required only of tools that are there, which no schema can say."""
