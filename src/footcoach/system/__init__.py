"""The machine around the program: clock, signals, speech and sound."""
