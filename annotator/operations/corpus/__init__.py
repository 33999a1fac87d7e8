"""Documents, and what is extracted from them.

For jobs, web, cli and the demonstration.
"""
