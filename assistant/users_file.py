"""The users file: text, a line for each user with name, role and hashed password.

    # Who may log in to Kildesvar.
    anna editor scrypt:32768:8:3:...

Roles may be changed and lines taken away by hand; `kildesvar user` writes the rest.
"""

import fcntl
import hashlib
import logging
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from assistant.passwords import Cost, Derive, Hash
from assistant.users import Entry, Role, Roll, User, key_of
from corpus.errors import UsersError

logger = logging.getLogger(__name__)

_LONGEST_NAME = 64  # characters
_NAME = re.compile(rf"[\w.@+-]{{1,{_LONGEST_NAME}}}")
_HEADING = "# Who may log in to Kildesvar: name, role (reader or editor), hash of the password.\n"


@dataclass
class Users:
    """The users file as it is now; read again when it has changed.

    Attributes:
        path: of the file.
        derive: computes a hash, as `hashlib.scrypt`.
    """

    path: Path
    derive: Derive = hashlib.scrypt
    _stamp: tuple[int, ...] | None = field(default=None, repr=False)
    _read: Roll | UsersError | None = field(default=None, repr=False)

    def current(self) -> Roll:
        """The users now.

        Raises:
            UsersError: the file cannot be read or is damaged; the log says so once for each state of the file.
        """
        stamp = self._stamp_now()
        if self._read is None or stamp != self._stamp:
            self._stamp = stamp
            try:
                self._read = Roll(read_users(self.path))
            except UsersError as error:
                logger.error("%s Until then nobody is let in.", error)
                self._read = error
        if isinstance(self._read, UsersError):
            raise UsersError(str(self._read))
        return self._read

    def _stamp_now(self) -> tuple[int, ...] | None:
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def read_users(path: Path) -> list[Entry]:
    """Read a users file.

    Raises:
        UsersError: it is missing, cannot be read, or a line of it is wrong; the message repeats nothing of the file.
    """
    entries = [entry for entry in _parse(path, _lines(path)) if entry]
    names = [key_of(entry.user.name) for entry in entries]
    if len(set(names)) < len(names):
        raise UsersError(f"The users file {path} has two lines for one name; take one of them away.")
    return entries


def add_user(
    path: Path, name: str, role: str, password: str, *, replace: bool = False, cost: Cost | None = None
) -> User:
    """Add a user to the file, which is made where there is none.

    Args:
        path: of the users file.
        name: letters, digits and . @ + - _; capitals make no difference.
        role: "reader" or "editor".
        password: of 12 characters at least.
        replace: give a user that exists this role and password.
        cost: of the hash; None takes what is recommended.

    Raises:
        UsersError: an argument is not as above, the name is taken, or the file cannot be read or written.
    """
    name = unicodedata.normalize("NFC", name)
    check_new(path, name, role, replace=replace)
    entry = Entry(User(name, Role(role)), Hash.of(password, cost or Cost()))
    with _locked(path):
        check_new(path, name, role, replace=replace)
        lines = _lines(path) if path.exists() else [_HEADING]
        kept = [line for line, old in zip(lines, _parse(path, lines), strict=True) if not _is(old, name)]
        _write(path, [*kept, f"{name} {role} {entry.hash.written()}\n"])
    return entry.user


def check_new(path: Path, name: str, role: str, *, replace: bool = False) -> None:
    """Refuse what `add_user` would refuse, before a password is asked for.

    Raises:
        UsersError: as there.
    """
    if not _NAME.fullmatch(name):
        raise UsersError(
            f"The name is not one of 1 to {_LONGEST_NAME} letters, digits and the signs . @ + - _; choose another."
        )
    if role not in list(Role):
        raise UsersError(f"The role {role!r} is neither reader nor editor; give one of them with --role.")
    if path.exists() and not replace and any(_is(entry, name) for entry in read_users(path)):
        raise UsersError(f"There is a user {name} already; add --replace to give a new role and password.")


def remove_user(path: Path, name: str) -> None:
    """Take a user out of the file; their sessions end at the next request.

    Raises:
        UsersError: there is no such user, or the file cannot be read or written.
    """
    with _locked(path):
        lines = _lines(path)
        gone = [_is(entry, name) for entry in _parse(path, lines)]
        if not any(gone):
            raise UsersError(f"There is no user {name!r} in {path}; `kildesvar user list` shows who there is.")
        _write(path, [line for line, is_gone in zip(lines, gone, strict=True) if not is_gone])


def _is(entry: Entry | None, name: str) -> bool:
    return entry is not None and key_of(entry.user.name) == key_of(name)


def _lines(path: Path) -> list[str]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    except FileNotFoundError:
        raise UsersError(f"There is no users file {path}; `kildesvar user add NAME --role editor` makes it.") from None
    except OSError as error:
        raise UsersError(f"The users file {path} cannot be read ({error.strerror}); give access to it.") from error
    except UnicodeDecodeError:
        raise UsersError(f"The users file {path} is not text in UTF-8; restore it or make a new one.") from None
    return [line if line.endswith("\n") else f"{line}\n" for line in lines]


def _parse(path: Path, lines: Sequence[str]) -> Iterator[Entry | None]:
    """The entry of each line; None where it is empty or a remark."""
    for number, line in enumerate(lines, 1):
        words = line.split()
        if not words or words[0].startswith("#"):
            yield None
            continue
        try:
            name, role, hashed = words
            entry = Entry(User(name, Role(role)), Hash.parse(hashed))
        except ValueError:
            entry = None
        if entry is None or not _NAME.fullmatch(entry.user.name):
            raise UsersError(
                f"The users file {path} is damaged in line {number}, where a name, a role (reader or editor) and the "
                "hash of a password were expected; correct it or take the line away."
            )
        yield entry


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Keep two commands from changing the file at once, of which one change would be lost."""
    try:
        folder = os.open(path.resolve().parent, os.O_RDONLY)
    except OSError as error:
        raise UsersError(
            f"The users file {path} cannot be written ({error.strerror}); make its folder first."
        ) from error
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _write(path: Path, lines: Sequence[str]) -> None:
    """Put a file for its owner alone in the place of the old one, in one step."""
    path = path.resolve()  # a link stays a link
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # mode 0600
        try:
            with open(handle, "w", encoding="utf-8") as stream:
                stream.writelines(lines)
                stream.flush()
                os.fsync(handle)
            with suppress(FileNotFoundError, PermissionError):
                owner = path.stat()
                os.chown(name, owner.st_uid, owner.st_gid)  # by root, for the server's own account
            os.replace(name, path)
        except BaseException:
            Path(name).unlink()
            raise
    except OSError as error:
        raise UsersError(
            f"The users file {path} cannot be written ({error.strerror}); give access to its folder."
        ) from error
