"""Documents, imports, claims and their mentions.

For the other rooms of queries and everything above.
"""
