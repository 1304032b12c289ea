"""What partners promise, who sits where, what is rolled out, what strategies cover: by what is recorded."""
