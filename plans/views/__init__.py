"""Pages of this room: my work, tasks, assignments, plans."""
