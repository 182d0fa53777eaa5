"""Label Studio: the labelling page's tasks, and annotations sent there and brought home."""
