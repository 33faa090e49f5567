"""The errors and warnings of the package, worded in one place."""

from collections.abc import Iterable


class KoujingError(Exception):
    """Anything the user can mend: the message names the place and the remedy."""

    def _render_traceback_(self) -> list[str]:
        """Return what a notebook shows of it: the message; where in our code it came up helps nobody."""
        return [f"{type(self).__name__}: {self}"]


class InputError(KoujingError):
    """A folder, file or table that cannot be used."""


class OutputError(KoujingError):
    """Results that cannot be written: no space, no permission."""


class DataFileError(KoujingError):
    """A file of settings (places, stop words, families ...) with a fault in it."""


class ChoiceError(KoujingError, ValueError):
    """A parameter whose value is none of the values it may take."""


class KoujingWarning(UserWarning):
    """Something the reader of the results should know; the run goes on."""


def check_choice(function: str, parameter: str, value: object, choices: Iterable[object]) -> None:
    """Raise `ChoiceError` unless `value` is one of `choices`.

    Parameters
    ----------
    function, parameter : str
        Names as the caller knows them, for the message.
    value : object
        The value given.
    choices : iterable
        The values that are allowed, in the order they are to be listed.

    Raises
    ------
    ChoiceError
        When `value` is not among `choices`.
    """
    allowed = list(choices)
    if value not in allowed:
        listed = ", ".join(repr(choice) for choice in allowed)
        raise ChoiceError(
            f"The `{parameter}` parameter of `{function}` must be one of {listed}; not {value!r}."
        )
