"""Every error that Kildesvar raises on purpose. Each message is one sentence: found, expected, what to do.

KildesvarError
├── SettingsError       kildesvar.toml, the environment or an option is wrong
├── CatalogueError      a reports.toml is wrong
├── UsersError          the users file, or what is to be put into it, cannot be used
├── FolderError         a folder of reports is missing or holds no files
├── UnreadableReport    one file cannot be read; carries a FaultCode (see corpus.faults)
├── IndexUnusable       the index is missing, was made with another model or other rules, or is being built
├── StoreUnreachable    the Chroma server does not answer
├── OriginalGone        the file of a report is no longer what was read
├── RequestError        a question from a program has arguments that cannot be used
│   └── TooFast         or comes too soon after others (see assistant.ui.pace)
├── NoReply             the endpoint of the language model gave no reply; carries a reason
├── Refusal             a change to the reports is not made (see assistant.desk.refusal)
└── QuestionSetError    a set of questions for the evals, or a run of one, holds what cannot be used
"""

from typing import Self

from corpus.faults import FaultCode


class KildesvarError(Exception):
    """The root; the command line prints its message and exits with status 1."""


class SettingsError(KildesvarError):
    """kildesvar.toml, the environment or an option holds what cannot be used."""


class CatalogueError(KildesvarError):
    """A reports.toml holds what cannot be used."""


class UsersError(KildesvarError):
    """The users file, or what is to be put into it, cannot be used; never a password or a hash in the message."""


class FolderError(KildesvarError):
    """A folder of reports is missing or holds no files."""


class IndexUnusable(KildesvarError):
    """The index is missing, being built, or made with another model or other rules than asked for."""


class StoreUnreachable(KildesvarError):
    """The Chroma server that the settings name does not answer."""


class OriginalGone(KildesvarError):
    """The file of a report has been removed or changed since it was read."""


class QuestionSetError(KildesvarError):
    """A set of questions for the evals, or a run of one, holds what cannot be used."""


class RequestError(KildesvarError):
    """A question from a program has arguments that cannot be used."""


class UnreadableReport(KildesvarError):
    """One file cannot be read as a report; the build goes on with the others.

    Args:
        code: what is wrong, for the row that the user sees.
        detail: what was found, where that helps (a suffix, a library's own words); never text of the report.
    """

    def __init__(self, code: FaultCode, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else str(code))
        self.code = code
        self.detail = detail

    def __reduce__(self) -> tuple[type[Self], tuple[FaultCode, str]]:
        return type(self), (self.code, self.detail)  # Exception's own would give the message for the code


class NoReply(KildesvarError):
    """The endpoint of the language model gave no reply.

    Args:
        message: one sentence.
        reason: the same in a word or two, to be counted: "timeout", "HTTP 500"; never words of the endpoint, which may
            repeat the key.
    """

    def __init__(self, message: str, reason: str) -> None:
        super().__init__(message)
        self.reason = reason
