"""Leads the person: asks the questions, runs the session. Declares what it needs in `ports`."""
