"""What is said before somebody is let in, while the page is not there yet, and where a request is refused."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from assistant.texts.wording import Wording

ACCESS: Final[Mapping[str, Wording]] = MappingProxyType(
    {
        # Before the page is there
        "opening": Wording("Gør klar …", "Getting ready …"),
        "opening_kept": Wording(
            "Spørgsmålet er taget imod. Svaret kommer, så snart Kildesvar er klar.",
            "The question is noted. The answer comes as soon as Kildesvar is ready.",
        ),
        "opening_gone": Wording(
            "Kildesvar svarer ikke. Kontrollér, at programmet kører; siden kommer af sig selv, når det er i gang igen.",
            "Kildesvar does not answer. Check that it is running; the page comes by itself once it is.",
        ),
        "opening_failed": Wording("Kildesvar kunne ikke gøres klar", "Kildesvar could not be made ready"),
        "opening_failed_help": Wording(
            "Programmet er stoppet. Ret det, der står her eller i programmets log, og start det igen.",
            "The program has ended. Mend what is said here or in the program's log, and start it again.",
        ),
        # The login
        "login": Wording("Log ind", "Log in"),
        "login_name": Wording("Brugernavn", "User name"),
        "login_password": Wording("Adgangskode", "Password"),
        "login_help": Wording(
            "Mangler du en bruger, eller har du glemt adgangskoden? Spørg den, der driver Kildesvar hos jer.",
            "No user yet, or forgotten the password? Ask whoever runs Kildesvar where you work.",
        ),
        "login_fault": Wording("Fejl", "Error"),
        "login_blank": Wording("Skriv både brugernavn og adgangskode.", "Write both user name and password."),
        "login_wrong": Wording(
            "Brugernavnet eller adgangskoden er forkert. Prøv igen.",
            "The user name or the password is wrong. Try again.",
        ),
        "login_wait": Wording(
            "Der er prøvet forkert for mange gange. Prøv igen om {seconds} sek.",
            "There have been too many wrong attempts. Try again in {seconds} s.",
        ),
        "login_busy": Wording(
            "Der er mange, som logger ind lige nu. Prøv igen om lidt.",
            "Many are logging in just now. Try again shortly.",
        ),
        "login_large": Wording(
            "Der blev sendt mere end et brugernavn og en adgangskode.",
            "More than a user name and a password was sent.",
        ),
        "login_closed": Wording(
            "Ingen kan logge ind lige nu. Bed den, der driver Kildesvar, om at se i programmets log.",
            "Nobody can log in just now. Ask whoever runs Kildesvar to look in the program's log.",
        ),
        "login_left": Wording("Du er logget ud.", "You are logged out."),
        "login_over": Wording(
            "Du er ikke længere logget ind. Log ind igen.", "You are no longer logged in. Log in again."
        ),
        "login_onward": Wording("Fortsæt til Kildesvar", "Go on to Kildesvar"),
        "account": Wording("Logget ind som", "Logged in as"),
        "role_reader": Wording("læser", "reader"),
        "role_editor": Wording("redaktør", "editor"),
        "logout": Wording("Log ud", "Log out"),
        "account_over": Wording("Du er ikke længere logget ind.", "You are no longer logged in."),
        "account_again": Wording("Log ind i en ny fane", "Log in in a new tab"),
        "refused_stranger": Wording(
            "Log ind først: Send name og password til /login, og behold den cookie, der kommer tilbage.",
            "Log in first: send name and password to /login, and keep the cookie that comes back.",
        ),
        "refused_method": Wording("Det kan man ikke gøre på denne adresse.", "That cannot be done at this address."),
        "refused_foreign": Wording(
            "Forespørgslen kom fra et andet websted og er afvist.", "The request came from another site and is refused."
        ),
        "refused_host": Wording(
            "Siden er kun for denne maskine. Skal andre bruge den gennem en proxy, så sæt serve.behind_proxy eller "
            "serve.users.",
            "The page is for this machine only. If others are to use it through a proxy, set serve.behind_proxy or "
            "serve.users.",
        ),
    }
)
