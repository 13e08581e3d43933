"""Leading a person through a visit; `ui/interface.py` says what that needs from a screen."""
