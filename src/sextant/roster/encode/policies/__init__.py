"""The ward's policies told to the solver: same names as :mod:`sextant.roster.policies`."""
