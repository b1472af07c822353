"""Starts the command; the processes of the trials import this module too, and no more of it."""

if __name__ == "__main__":
    from tests.mutation.command import main

    main()
