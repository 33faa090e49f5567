"""Koujing: compare Chinese policy texts city by city."""
