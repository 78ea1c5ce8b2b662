"""Databases of real size with invented rows, for benchmarks; one module a room."""
