"""What AI clients are given: agents, skills and configuration, all written from one source."""
