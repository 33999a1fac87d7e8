"""Fetches of sources, and search in their texts.

For the other rooms of queries and everything above.
"""
