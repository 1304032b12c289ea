"""The record of acts for people to read: its page and file, and what each act is called."""
