"""What tests of figures share."""

import sys

import pytest


@pytest.fixture
def few_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw every letter, in fewer pixels."""
    monkeypatch.setattr(sys.modules["analysis.figures.style"], "DPI", 40)
