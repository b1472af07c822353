"""Routes: each is one call of a service."""
