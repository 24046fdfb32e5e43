"""`kildesvar user` with its commands: who may log in to the page."""

import getpass
import sys
from pathlib import Path
from typing import Annotated

import typer

from corpus.errors import SettingsError, UsersError

user = typer.Typer(help="Say who may log in to the page.", no_args_is_help=True)

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="What the user types at the login.")]


@user.command()
def add(
    name: NameArgument,
    role: Annotated[str, typer.Option(metavar="reader|editor", help="A reader asks; an editor adds reports as well.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Give a user that exists this role and a new password.")
    ] = False,
) -> None:
    """Add a user; the password is asked for, or read from standard input where that is no terminal."""
    from assistant.users_file import add_user, check_new

    path = _users_file()
    check_new(path, name, role, replace=replace)
    added = add_user(path, name, role, _ask_password(), replace=replace)
    typer.echo(f"{added.name} may log in as {added.role}.")


@user.command()
def remove(name: NameArgument) -> None:
    """Take a user away; whoever is logged in by that name is logged out."""
    from assistant.users_file import remove_user

    remove_user(_users_file(), name)
    typer.echo(f"{name} may not log in any more.")


@user.command("list")
def list_users(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Show who may log in, and as what."""
    from assistant.users_file import read_users

    users = [entry.user for entry in read_users(_users_file())]
    if as_json:
        import json

        typer.echo(json.dumps([{"name": each.name, "role": each.role} for each in users], ensure_ascii=False, indent=2))
        return
    width = max((len(each.name) for each in users), default=0)
    for each in users:
        typer.echo(f"{each.name:{width}}  {each.role}")


def _users_file() -> Path:
    from assistant.settings import load_settings

    path = load_settings().serve.users
    if path is None:
        raise SettingsError(
            'No users file is named; write users = "users.txt" below [serve] in kildesvar.toml, or set '
            "KILDESVAR_SERVE__USERS."
        )
    return path


def _ask_password() -> str:
    if not sys.stdin.isatty():
        words = sys.stdin.buffer.readline()
        try:
            return words.decode().rstrip("\r\n")
        except UnicodeDecodeError:
            raise UsersError("The password on standard input is not text in UTF-8; give it as such.") from None
    password = getpass.getpass("Password: ")
    if getpass.getpass("The same again: ") != password:
        raise UsersError("The two passwords are not the same; run the command again.")
    return password
