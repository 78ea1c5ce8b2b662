"""Layout of files: measuring it, naming its parts, and the rules on it."""
