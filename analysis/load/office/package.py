"""Opens Office packages (docx, docm, xlsx, xlsm): which part is the main one, and what belongs to it."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from ..items import Unreadable, library

RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
CONTENT_TYPES = "[Content_Types].xml"
MAIN_TYPES = (
    (re.compile(r"wordprocessingml\.(?:document|template)|ms-word\.(?:document|template)"), "docx"),
    (re.compile(r"spreadsheetml\.(?:sheet|template)|ms-excel\.(?:sheet|template)(?!\.binary)"), "xlsx"),
    (re.compile(r"presentationml|ms-powerpoint"), "pptx"),
)
_STRICT = b"purl.oclc.org/ooxml"

# Strict Open XML differs from the usual one in the names of its namespaces alone.
STRICT = {
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
}


def xml_root(data: bytes) -> Any:
    """Return the root of an XML file; entities stay as they are, nothing is fetched.

    Raises
    ------
    Unreadable
        When it is no XML, or defines entities of its own.
    """
    etree = library("lxml.etree")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise Unreadable("damaged", format="xml", fault="") from None
    if root.getroottree().docinfo.internalDTD is not None and b"<!ENTITY" in data[:4096]:
        raise Unreadable("damaged", format="xml", fault="")
    return root


@dataclass(frozen=True)
class Package:
    """A package whose main part is known by its relationships; missing parts are skipped."""

    data: bytes
    main: str

    def part(self, name: str) -> Any:
        """Return the root of a part.

        Raises
        ------
        Unreadable
            When it is missing or damaged.
        """
        return xml_root(_transitional(_read(self.data, name)))

    def related(self, kind: str) -> Any | None:
        """Return the root of the part that the main one refers to as `kind`, or None."""
        for name, found, _ in _relations(self.data, self.main):
            if found == kind:
                try:
                    return self.part(name)
                except Unreadable:
                    return None
        return None

    def named(self, kind: str = "") -> dict[str, bytes]:
        """Return the parts that the main one refers to (as `kind`, if given), by its identifiers for them."""
        found = {}
        for name, as_kind, identifier in _relations(self.data, self.main):
            if kind and as_kind != kind:
                continue
            try:
                found[identifier] = _transitional(_read(self.data, name))
            except Unreadable:
                continue
        return found


def open_package(data: bytes) -> Package:
    """Return a package with its main part.

    Raises
    ------
    Unreadable
        When it has none.
    """
    library("lxml.etree")
    main = next((name for name, kind, _ in _relations(data, "") if kind == "officeDocument"), None)
    if main is None:
        raise Unreadable("damaged", format="docx", fault="no main part")
    return Package(data, main)


def package_kind(names: set[str], archive: zipfile.ZipFile) -> str | None:
    """Return `docx`, `xlsx` or `pptx` by the types that a package lists of its parts, or None.

    Parameters
    ----------
    names : set of str
        The members of the archive.
    archive : ZipFile
        The archive.
    """
    if CONTENT_TYPES not in names:
        return None
    types = archive.read(CONTENT_TYPES).decode("utf-8", "replace")
    mains = re.findall(r'ContentType\s*=\s*["\']([^"\']*(?:main\+xml|\.main)[^"\']*)["\']', types)
    return next((kind for pattern, kind in MAIN_TYPES for main in mains if pattern.search(main)), None)


def _read(data: bytes, name: str) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.read(name)
    except (KeyError, zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError):
        raise Unreadable("damaged", format="docx", fault=name) from None


def _transitional(data: bytes) -> bytes:
    if _STRICT in data[:8192]:
        for strict, usual in STRICT.items():
            data = data.replace(strict, usual)
    return data


def usual_package(data: bytes) -> bytes:
    """Return a workbook of Strict Open XML as one with the usual namespaces, which openpyxl knows alone.

    Parameters
    ----------
    data : bytes
        The whole file, of which it is known what it unpacks to. Any other comes back as it is.
    """
    held = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(held, "w") as usual:
            mains = [name for name in given.namelist() if name.endswith("workbook.xml")]
            if not any(_STRICT in given.read(name)[:8192] for name in mains):
                return data
            for name in given.namelist():
                usual.writestr(name, _transitional(given.read(name)))
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError):
        return data  # what is damaged is told by whoever opens it
    return held.getvalue()


def _relations(data: bytes, name: str) -> list[tuple[str, str, str]]:
    """Return what a part (the package for an empty name) refers to: names, kinds and identifiers."""
    folder, base = posixpath.split(name)
    try:
        root = xml_root(_read(data, posixpath.join(folder, "_rels", base + ".rels")))
    except Unreadable as fault:
        if fault.reason.code != "damaged":
            raise
        return []
    found = []
    for relation in root.iter(RELATIONSHIP):
        target, kind = relation.get("Target") or "", (relation.get("Type") or "").rsplit("/", 1)[-1]
        if relation.get("TargetMode") != "External":
            target = unquote(target)
            place = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            found.append((posixpath.normpath(place), kind, relation.get("Id") or ""))
    return found
