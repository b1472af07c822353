"""The tools, by topic; src/mcp/registry.py lists them."""
