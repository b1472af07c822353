"""The MCP server: the assistant's, and any AI client's, only way to tasks."""
