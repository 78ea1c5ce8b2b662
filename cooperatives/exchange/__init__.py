"""Sheets in and out: plain reading, matching and judging of rows; `services.exchange` writes what was confirmed."""
