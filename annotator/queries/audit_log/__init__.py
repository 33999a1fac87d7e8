"""Events of the audit log, and the proof that none was changed.

For web and cli.
"""
