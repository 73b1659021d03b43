"""The one exception that ends the recorder with a sentence instead of a stack trace."""


class Refusal(Exception):
    """What was asked for is not done; the text says what was expected and what was found."""


def show(text, most=200):
    """Text of others for a terminal: control and format characters and lone surrogates escaped, long text cut."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in text)
    return shown if len(shown) <= most else shown[:most] + "..."
