"""Access to the machine: its clock, signals, display, speech and sound."""
