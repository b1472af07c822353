"""The live stream of changes: who reads in this process, and how it hears of news."""
