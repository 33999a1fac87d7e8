"""Background work, listed in JOBS: each piece in its own transaction.

For web, cli, and for tests; goes through operations and queries.
"""
