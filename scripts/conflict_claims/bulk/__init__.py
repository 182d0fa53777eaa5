"""Archives of millions of articles: the same tables by the same functions, shard by shard, on all cores or machines."""
