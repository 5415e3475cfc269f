"""The conditions of a site, from the ledgers of those who agreed: seen together, nobody seen."""
