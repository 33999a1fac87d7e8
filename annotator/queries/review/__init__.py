"""What a reviewer sees: queue, claim, history, spot checks.

For operations, jobs, web and cli.
"""
