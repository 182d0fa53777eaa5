"""The corpus as a small site of static pages."""
