"""Reads the packages of word processors, spreadsheets and slides, of today and of old."""
