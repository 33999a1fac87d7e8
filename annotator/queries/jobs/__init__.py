"""What waits for the worker, what it runs, and what failed.

For jobs, pages and commands.
"""
