"""A real cluster: up, used, upgraded, broken, down."""
