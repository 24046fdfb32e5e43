"""What is said of the conversations that a browser keeps."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from assistant.texts.wording import Wording

CONVERSATIONS: Final[Mapping[str, Wording]] = MappingProxyType(
    {
        "conversations": Wording("Samtaler", "Conversations"),
        "conversations_close": Wording("Luk listen", "Close the list"),
        "conversations_none": Wording("Du har ingen samtaler endnu.", "You have no conversations yet."),
        "conversations_kept": Wording(
            "Samtalerne ligger kun i denne browser.", "The conversations are kept in this browser only."
        ),
        "conversations_kept_for_user": Wording(
            "Samtalerne ligger kun i denne browser og slettes, når du logger ud.",
            "The conversations are kept in this browser only and deleted when you log out.",
        ),
        "conversations_delete": Wording("Slet “{title}”", "Delete “{title}”"),
        "conversations_delete_all": Wording(
            "Slet alle samtaler i denne browser", "Delete all conversations in this browser"
        ),
        "conversations_sure": Wording("Slet dem alle? Det kan ikke fortrydes.", "Delete them all? This is final."),
        "conversations_yes": Wording("Slet alle", "Delete all"),
        "conversations_no": Wording("Behold dem", "Keep them"),
        "conversations_deleted": Wording("Samtalen er slettet.", "The conversation is deleted."),
        "conversations_deleted_all": Wording("Alle samtaler er slettet.", "All conversations are deleted."),
        "conversations_wrong": Wording(
            "En gemt samtale var beskadiget og er fjernet fra listen.",
            "A kept conversation was damaged and has been removed from the list.",
        ),
        "conversations_full": Wording(
            "Browseren har ikke plads til at gemme samtalen. Slet nogle af de gamle.",
            "The browser has no room to keep the conversation. Delete some of the old ones.",
        ),
    }
)
