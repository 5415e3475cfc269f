"""Three files: what never changes (base), a developer's machine (dev), a host (prod)."""
