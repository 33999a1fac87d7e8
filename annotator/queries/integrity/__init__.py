"""Rows that are not what their hashes say, or that no other row accounts for.

For examinations.
"""
