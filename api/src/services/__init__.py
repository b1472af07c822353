"""Rules and queries. Services flush; who opened the session commits."""
