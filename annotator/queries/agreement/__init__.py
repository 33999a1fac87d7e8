"""Agreement of a set: patterns, figures, annotators, pairs.

For operations, jobs, web and cli.
"""
