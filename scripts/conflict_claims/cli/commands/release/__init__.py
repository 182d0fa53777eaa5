"""Plan a release of the dataset, publish it to the Hugging Face hub, verify it, restore withheld texts.

Exit codes are those of `check`.
"""
