"""The assistant: reads a conversation, calls the MCP tools, answers. It never imports services."""
