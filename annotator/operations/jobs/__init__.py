"""The worker's queue: jobs are added, taken, ended, retried and cancelled.

For the operations that make something wait, and for jobs, pages and commands.
"""
