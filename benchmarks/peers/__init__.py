"""Other solvers on the instances of Curtois and Qu, each in a process of its own: the peers of our engine."""
