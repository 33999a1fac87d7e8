"""What a reviewer does: decisions, returns, spot checks.

For web, cli and the demonstration.
"""
