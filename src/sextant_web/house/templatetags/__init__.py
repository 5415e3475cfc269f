"""What templates may ask: French wording, and drawings without inline style."""
