"""Reads of the partnership: one question a function."""
