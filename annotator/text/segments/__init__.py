"""A text without its parse: sentences, page furniture, quotations, turns.

For every other room of text.
"""
