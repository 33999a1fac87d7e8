"""What an annotator sees of a claim, and of their own work.

For operations, web and cli.
"""
