"""Examinations of an installation, listed in EXAMINATIONS: what `doctor` finds, and what to do.

For cli.
"""
