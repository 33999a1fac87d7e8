"""What an annotator does with a claim, from reservation to judgement.

For jobs, web, cli and the demonstration.
"""
