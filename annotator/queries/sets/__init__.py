"""Claim sets: settings, policies, progress, known answers.

For the other rooms of queries and everything above.
"""
