"""Local mode, from the launcher to the browser and back."""
