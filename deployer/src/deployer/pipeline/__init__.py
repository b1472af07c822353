"""The agents put together: up, down, status, and which target they are for."""
