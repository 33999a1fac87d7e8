"""Claim sets, their schemes, policies and known answers.

For the other rooms of operations, web, cli and the demonstration.
"""
