"""Reading and writing files safely: whole or not at all, inside their folder, strictly parsed."""
