"""Reads a folder of texts in any common format, and says whose each text is and from when."""

from .folder import Reading, read_documents, read_folder
from .items import Bounds

__all__ = ["Bounds", "Reading", "read_documents", "read_folder"]
