"""Who may see which judgement, and when.

For every other room of queries; imports no other room.
"""
