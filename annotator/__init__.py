"""Claimbook: from news text to labelled, reviewed, exported claims.

Layers and rooms: docs/architecture.md. Imports go down only.
"""
