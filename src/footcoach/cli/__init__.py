"""The commands: each reads its options, calls the rest of the program, and shows the result."""
