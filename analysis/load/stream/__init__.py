"""Tables, folders and zips of any size as rows, a piece at a time."""
