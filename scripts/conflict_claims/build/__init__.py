"""From checked tables to a folder that `load_dataset` reads: Parquet files and the card."""
