"""Words of the roster in templates."""
