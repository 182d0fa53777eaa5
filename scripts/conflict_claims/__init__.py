"""The commands that make, check and publish an annotated conflict corpus."""

__version__ = "0.1.0"
