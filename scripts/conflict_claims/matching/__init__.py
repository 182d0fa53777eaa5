"""Finding texts that are alike."""
