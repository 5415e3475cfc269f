"""What is shown of aids."""
