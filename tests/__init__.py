"""Tests of what crosses the parts: the launcher, the app in a browser, a real cluster."""
