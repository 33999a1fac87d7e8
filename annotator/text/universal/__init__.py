"""Rules over Universal Dependencies: they read any language that has a `Grammar` and a parser.

A language more is a file of words beside `french.py`, a model in `parser.MODELS` and a line in
`steps.STEPS`.
"""
