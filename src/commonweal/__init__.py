"""Commonweal: the software that a place uses to grow fairly."""
