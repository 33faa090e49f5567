"""Reads tables of any kind, from CSV to data bases: headers, columns, and which rows make one text."""
