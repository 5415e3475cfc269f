"""What the templates of the grid ask for."""
