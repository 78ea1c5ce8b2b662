"""Servers the portal brings along: PostgreSQL and Valkey from wheels, started and stopped by the portal itself.

They serve a try-out, the tests and the office of one commune. `DATABASE_URL` and `REDIS_URL` point at real servers
instead, and then nothing in this package runs. Why it is built like this: docs/decisions/0006-embedded-servers.md.
"""
