"""What the texts say, when, and where it is written; and what an auditor finds in a timeline."""
