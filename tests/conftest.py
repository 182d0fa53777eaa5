"""Settings for every test."""

from hypothesis import settings

# A busy machine makes an example slow, not wrong; what failed is printed so that it can be run again.
settings.register_profile("default", deadline=None, print_blob=True)
settings.load_profile("default")
