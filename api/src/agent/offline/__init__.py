"""The offline assistant: a model of the Agents SDK that is a small grammar, not a network."""
