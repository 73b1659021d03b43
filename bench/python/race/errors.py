"""What may stop a race; each message is for a person."""


class Missing(Exception):
    """Something that a race needs is not there: exit code 2."""


class Failed(Exception):
    """A side broke down, or gave other answers than ichnite: exit code 1."""
