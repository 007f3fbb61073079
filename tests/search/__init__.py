"""The search: its words, its index, its rules, and its field and page in a real browser."""
