"""From a breach to action: steps as data, what to do next and by when, letters filled in from the facts."""
