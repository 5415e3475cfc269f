"""What was worked: entries that are added to and never rewritten, the accounts and the statements they give."""
