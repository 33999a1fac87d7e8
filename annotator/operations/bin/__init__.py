"""The bin: what can be withdrawn, put back and deleted, of each kind.

For jobs and web.
"""
