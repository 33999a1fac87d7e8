"""What may help somebody who judges a claim, without judging it: plain functions over texts."""
