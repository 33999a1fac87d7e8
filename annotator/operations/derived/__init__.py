"""Derived state: what is kept beside its sources, so that no request has to count it.

For the other rooms of operations, for jobs and for commands.
"""
