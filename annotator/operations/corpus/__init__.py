"""Documents, what is extracted from them, and their comparison.

For jobs, web, cli and the demonstration.
"""
