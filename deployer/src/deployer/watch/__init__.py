"""The terminal screen of `todo watch`. Only here is Textual imported."""
