"""Accounts, roles and sessions.

For http, web and cli.
"""
