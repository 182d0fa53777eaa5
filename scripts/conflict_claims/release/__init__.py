"""Versioned releases: what changed, the release folder, the hub, and texts put back."""
