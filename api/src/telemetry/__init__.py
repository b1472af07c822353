"""Traces for OpenTelemetry, when the environment names a collector."""
