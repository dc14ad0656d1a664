"""The commands, one module each: read the arguments, call the part that does the work, show what came of it."""
