"""What Sextant's speed and quality are worth, measured on this machine. ``make bench`` prints it all."""
