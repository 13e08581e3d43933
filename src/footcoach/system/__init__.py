"""The machine around the program: clock, signals, and the display that must not go dark."""
