"""From reports and clauses to candidate claims: quotations, spans, repeats.

For `text.steps`; knows no grammar.
"""
