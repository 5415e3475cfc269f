"""Places on the web floor: finder, sheets, comparison. Nothing is stored: there are no models here."""
