"""Properties are searched without a clock: two slow cores are no failing property."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "domain", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("domain")
