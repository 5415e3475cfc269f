"""Rights in figures for anyone: sheets and calculators that store nothing, and the cases that are public."""
