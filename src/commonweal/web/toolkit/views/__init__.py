"""The toolkit as everybody reads it, and the owner's desk: draft, compare, publish."""
