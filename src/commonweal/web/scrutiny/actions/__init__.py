"""Writes of the tests, the register and the accounts."""

from .test_sets import take_in

__all__ = ["take_in"]
