"""Earlier turns of a conversation, from a file."""

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from assistant.records import Turn
from corpus.errors import SettingsError


def read_history(file: Path) -> tuple[Turn, ...]:
    """Read a JSON list of turns, oldest first, such as [{"role": "user", "content": "..."}].

    Raises:
        SettingsError: there is no such file, or it holds something else.
    """
    try:
        return TypeAdapter(tuple[Turn, ...]).validate_json(file.read_bytes())
    except OSError as error:
        raise SettingsError(f"The history {file} cannot be read ({error.strerror}); give a file that can.") from error
    except ValidationError as error:
        fault = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in fault["loc"]) or "the whole"
        raise SettingsError(
            f"The history {file} is wrong at {where}: {fault['msg']}; it should be a JSON list of turns, each with "
            'role ("user" or "assistant") and content.'
        ) from error
