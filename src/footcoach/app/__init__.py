"""Leads the person through a visit; `interface.py` says what it needs of a screen."""
