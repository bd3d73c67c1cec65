"""A county's plan as a document: what it promises, pays and asks, as data, and what of it a simulation keeps."""
