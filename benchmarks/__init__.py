"""Benchmarks, each beside a reference in the same run. Never part of the tests."""
