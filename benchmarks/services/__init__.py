"""A public set of hospital services to roster: a generator, frozen instances, a checker."""
