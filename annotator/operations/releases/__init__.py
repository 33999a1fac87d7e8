"""Freezing a labelled set.

For web and cli.
"""
