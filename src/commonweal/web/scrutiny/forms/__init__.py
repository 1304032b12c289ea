"""Forms of the tests, the register and the accounts."""
