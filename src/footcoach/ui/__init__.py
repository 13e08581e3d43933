"""The user interface: what a person sees and presses."""
