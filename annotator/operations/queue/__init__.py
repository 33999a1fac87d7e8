"""What is derived from judgements: seats, places, disagreements, patterns, review queue.

For the other rooms of operations and jobs.
"""
