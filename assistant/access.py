"""Whether the page asks who somebody is, and whether it may be served at all without."""

from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING

from assistant.users import Role, User
from assistant.users_file import Users
from corpus.errors import SettingsError

if TYPE_CHECKING:
    from assistant.settings import ServeSettings


@dataclass(frozen=True, slots=True)
class Access:
    """Who may use the page. Without arguments: whoever sits at this machine.

    Attributes:
        users: those who may log in; None where nobody is asked to.
        is_proxied: whether a proxy stands before the page.
    """

    users: Users | None = None
    is_proxied: bool = False

    @property
    def anyone(self) -> User | None:
        """What everybody is without logging in; None where they must log in.

        At this machine an editor. Behind a proxy, which may let a whole municipality in, a reader.
        """
        if self.users:
            return None
        return User("", Role.READER if self.is_proxied else Role.EDITOR)


def open_access(settings: "ServeSettings") -> Access:
    """Return who may use a page that is served as the settings say.

    Raises:
        SettingsError: nobody would be asked to log in, though others than this machine's users could open the page; or
            nobody could log in.
        UsersError: the users file cannot be read.
    """
    if settings.users:
        users = Users(settings.users)
        if not users.current():
            raise SettingsError(
                f"The users file {settings.users} names no user; add one with `kildesvar user add NAME --role editor`."
            )
        return Access(users, settings.behind_proxy)
    if settings.behind_proxy or is_this_machine(settings.host):
        return Access(None, settings.behind_proxy)
    raise SettingsError(
        f"The page is not served on {settings.host} without a login, for whoever reaches that address could read and "
        "change the reports: name a users file in serve.users and add users with `kildesvar user add NAME --role "
        "editor`, or set serve.behind_proxy where a proxy does the login."
    )


def is_this_machine(host: str) -> bool:
    """Whether an address can be reached from this machine only; a name other than localhost is taken to be public."""
    if host.casefold() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
