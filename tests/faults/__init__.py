"""What breaks around Claimbook, and what stays whole."""
