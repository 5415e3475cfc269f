"""The law and the ward's aims told to OR-tools CP-SAT: one file per shape, the same names as ``law/shapes``.

This is the only room that knows OR-tools. The auditor never imports it.
"""
