"""What a text says: its numbers with their units, and the names in it."""
