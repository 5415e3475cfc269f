"""The law on the web floor: check a planning, read the rules. Nothing is stored: there are no models here."""
