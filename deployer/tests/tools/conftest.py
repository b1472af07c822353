"""The tests of tools may use a real container engine."""

from tests.engine_parts import base, engine, tiny

__all__ = ["base", "engine", "tiny"]
