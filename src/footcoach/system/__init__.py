"""The machine around the program: clock and signals."""
