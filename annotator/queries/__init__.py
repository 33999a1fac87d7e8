"""Reads, as nouns: `(session, …)` to frozen records.

For operations, jobs, http, web and cli.
"""
