"""Labelled claims, and releases of them.

For operations, web and cli.
"""
