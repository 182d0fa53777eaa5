"""Settings for every test."""

from hypothesis import settings

# Machines that test are often busy with something else: a slow example is no failure, and a failure must come back.
settings.register_profile("default", deadline=None, print_blob=True)
settings.load_profile("default")
