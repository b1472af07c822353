"""Gets from any Python >= 3.9, or from uv alone, to this project's own environment.

Standard library only, and nothing newer than Python 3.9: this runs before anything is installed.
"""
