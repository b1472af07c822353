"""The contract: what the OpenAPI document says holds for whatever a client sends."""
