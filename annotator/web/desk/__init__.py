"""The annotator's desk: its claims, drafts, findings, conflicts and highlights.

For `web.pages` alone.
"""
