"""Claimbook: from news text to labelled, reviewed, exported claims."""
