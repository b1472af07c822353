"""The todo backend: HTTP API, MCP server and assistant."""
