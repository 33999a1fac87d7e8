"""What every answer over HTTP shares: transaction, access, security, downloads.

For `web` now and an API later; knows no page.
"""
