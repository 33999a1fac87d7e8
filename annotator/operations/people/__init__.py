"""Accounts and sessions.

For http, web, cli and the demonstration.
"""
