"""What people are offered: halves of a split, the order of claims, names and dates to mark.

For operations, web and cli; reads texts only.
"""
