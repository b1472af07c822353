"""The app as processes of this machine, on an embedded PostgreSQL."""
