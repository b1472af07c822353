"""Tasks into files and out of files: one module a format, a registry, and one neutral record."""
