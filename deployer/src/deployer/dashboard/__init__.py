"""The dashboard: a page on loopback that shows one namespace, live or as it was recorded."""
