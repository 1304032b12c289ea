"""Writes of organisations, partnerships and commitments. Each goes into the record of acts."""
