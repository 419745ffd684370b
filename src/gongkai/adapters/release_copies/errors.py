"""Why a file is not taken in."""


class AttachmentError(Exception):
    """A file cannot be released; the message says in Chinese what was met and what helps."""
