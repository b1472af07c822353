"""The operations MCP server: what a model may do with a deployment, and what it may not."""
