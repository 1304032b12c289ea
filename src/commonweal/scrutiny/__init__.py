"""Scrutiny: what a report says on inclusive growth, read from the document itself (on screen: Tests)."""
