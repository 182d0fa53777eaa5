"""Articles and annotations as Arrow tables: the batch in which all inputs meet, and the nine flat tables."""
