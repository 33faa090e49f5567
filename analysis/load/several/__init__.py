"""Several texts in one file, parted where their heads show it."""
