"""Leads the person: asks the questions, runs the session. `interface.py` says what it needs of a screen."""
