"""What one may claim: the catalogue of aids, judged by a three-valued logic at the date of each one's own event."""
