"""From what an intern noted to what can be done: steps and deadlines, letters, the bundle that proves."""
