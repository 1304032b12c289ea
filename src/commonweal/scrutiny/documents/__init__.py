"""The inside of a DOCX or PDF, as paragraphs that keep how they looked."""
