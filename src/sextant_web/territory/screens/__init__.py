"""What is shown of places."""
