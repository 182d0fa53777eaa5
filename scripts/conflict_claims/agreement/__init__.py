"""How far two or more annotators agree: spans, attributes, references and links, and where they part."""
