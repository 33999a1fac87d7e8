"""The history of each claim of a set, from which the derived state is counted again.

For `operations/derived` alone.
"""
