"""Background work, listed in JOBS: each piece in its own transaction.

For cli, and for tests; goes through operations and queries.
"""
