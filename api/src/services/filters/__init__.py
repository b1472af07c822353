"""The filter language: what a person types to find tasks, such as `due:today #home -#work milk`.

A text is cut into tokens (lexer), read into nodes (parser, terms, days), and those become
conditions of SQL (compiler). docs/filters.md shows the language.
"""
