"""Factories: one module a room; rows made here are as small as the models allow."""
