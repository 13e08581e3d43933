"""The commands: each reads its options, calls the rest, and shows the result."""
