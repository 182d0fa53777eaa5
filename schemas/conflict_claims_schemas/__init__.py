"""The contract of conflict-claims: labels, fields, tables, rules. It imports nothing of ours."""

SCHEMA_VERSION = "1.0"
