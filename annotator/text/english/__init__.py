"""English grammar: cues, clauses, speakers, check-worthiness.

For `text.steps` alone.
"""
