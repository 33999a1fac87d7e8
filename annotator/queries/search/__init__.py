"""One search over claims, documents, speakers, sources and sets.

It imports the rooms of these.
"""
