"""Settings for the property tests."""

from hypothesis import HealthCheck, settings

from conftest import thorough

# A slow machine is not a failure, and examples may share read-only fixtures.
settings.register_profile(
    "core",
    deadline=None,
    max_examples=thorough(60, 500),
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
settings.load_profile("core")
