"""Backups: a database copied while people work, proved, and restored.

For cli and examinations.
"""
