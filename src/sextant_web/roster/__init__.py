"""The ward's roster: from nothing to a published version, with the interns' wishes, the search and the signatures."""
