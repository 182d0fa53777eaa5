"""CoNLL files: tokens in columns with BIO tags (CoNLL-2003 and its kin): reading and writing them."""
