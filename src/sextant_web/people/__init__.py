"""Who is who: accounts, places, roles, and the one table of who may do what."""
