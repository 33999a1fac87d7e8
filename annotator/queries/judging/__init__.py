"""Judgements, decisions and verdicts as records.

For the other rooms of queries and everything above.
"""
