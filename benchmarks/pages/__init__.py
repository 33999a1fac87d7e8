"""Lists and search in a large newsroom: pages against their bare query, searches by the clock."""
