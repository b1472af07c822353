"""The API explained to people: the reference, its examples, and what each problem means."""
