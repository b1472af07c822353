"""The one URL: a door on a stable port in front of pods or local processes."""
