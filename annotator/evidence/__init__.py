"""Quotes, citations and addresses of sources, as plain data.

For matching, checks and everything above; knows no database and no web.
"""
