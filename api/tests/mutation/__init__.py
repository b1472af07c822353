"""Small faults planted one at a time, to see whether the tests notice: `python -m tests.mutation`.

Ours because mutmut refuses a package that is called `src`, and leaves alone what stands outside
functions: tables, compiled queries, patterns.
"""
