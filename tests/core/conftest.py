"""Settings for the property tests."""

from hypothesis import HealthCheck, settings

# A slow machine is no failure; sharing read-only fixtures between examples is meant.
settings.register_profile(
    "core", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("core")
