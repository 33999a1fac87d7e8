"""What claims came to, for their own page: to each reader what they may know.

For the other rooms above; no other room of queries imports it.
"""
