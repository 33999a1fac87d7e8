"""What is shown beside a claim: decided claims, passages of sources.

For operations and web.
"""
