"""Universal Dependencies: rules for any language with a `Grammar` and a parser.

For `text.steps` alone. A new language is a file of words, a model and a line in STEPS.
"""
