"""What a claim's label is: outcomes, release rules, differences between judgements.

For queries and everything above; holds no statistics (see `agreement`).
"""
