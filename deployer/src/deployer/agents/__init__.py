"""The six agents: build, run, chart, deploy, clean up, monitor."""
