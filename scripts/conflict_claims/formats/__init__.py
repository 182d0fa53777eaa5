"""Received bytes to plain article texts: .txt, .md, .html, JSON and JSONL."""
