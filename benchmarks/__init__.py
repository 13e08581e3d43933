"""Measurements, side by side with a reference in one run. Never part of the tests."""
