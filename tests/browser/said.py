"""What can be done with one message of a conversation, on any of its sides."""

import re

from playwright.sync_api import Locator


def choices(within: Locator, text: str) -> Locator:
    """The three dots beside the message."""
    turn = within.get_by_role("listitem").filter(has_text=text).first
    return turn.get_by_role("button", name=re.compile("^(Val för|Choices for)"))
