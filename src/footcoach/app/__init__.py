"""Leading a person through a visit; `ui/interface.py` says what a visit needs from a screen."""
