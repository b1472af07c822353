"""Charts, judged by programs that are not ours."""
