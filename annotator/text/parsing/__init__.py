"""What every grammar shares: the parser, trees, pieces of clauses, names.

For `english` and `universal`.
"""
