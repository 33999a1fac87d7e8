"""The database itself: connections, statements, upserts, locks in order, chunks.

For queries and everything above; knows no table of ours.
"""
