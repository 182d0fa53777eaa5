"""brat standoff (.txt with .ann): reading and writing it."""
