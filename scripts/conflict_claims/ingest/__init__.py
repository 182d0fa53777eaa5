"""Taking articles into a corpus (`add`), and correcting their texts later without losing a span (`amend`)."""
