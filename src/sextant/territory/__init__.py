"""Where we are: communes and their zonings, what is near them, and the place that fits a life.

Every table comes from its producer's file (``sources.yaml``), checked on arrival, with its vintage.
"""
