"""What runs outside of a request, each piece in a transaction of its own."""
