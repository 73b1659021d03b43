"""Fills in `@{...}` in arguments, set-up commands and template files.

Filled by a generator with a seed, so a run's id decides what it is given: `@{n:1:9}` a number, `@{pick:a|b|}` one of
several (an empty word is left out), `@{words:-x -y|-z}` one of several as separate words, `@{word}` a plain word,
`@{work}`, `@{in}`, `@{out}` folders, `@{file}`, `@{file:py}` an input file, `@{files:3:py}` up to so many as separate
words, `@{name:py}` an input file's path below the working folder, `@{host}`, `@{port}`, `@{url}`, `@{url:a.txt}`
the loopback server.
"""

import re
import shlex

HOLE = re.compile(r"@\{([^{}]*)\}")
KINDS = {"n": 2, "pick": None, "words": None, "word": 0, "work": 0, "in": 0, "out": 0, "file": 1, "files": 2,
         "name": 1, "host": 0, "port": 0, "url": 1}
SPLIT, SPACE = "\x1f", "\x1e"
WORDS = ("amber birch cedar delta ember fjord grove heath inlet jetty kelp larch maple north ochre pebble quartz "
         "ridge slate tide umber vale willow yarrow").split()


def split(text):
    """Words by the rules of a shell's quoting; spaces within a hole are the hole's."""
    kept, depth = [], 0
    for at, character in enumerate(text):
        if text.startswith("@{", at):
            depth += 1
        elif character == "}" and depth:
            depth -= 1
        kept.append(SPACE if character == " " and depth else character)
    return [word.replace(SPACE, " ") for word in shlex.split("".join(kept))]


def check_template(text):
    """What is wrong with a template, or None."""
    try:
        for part in text.split(" && "):
            split(part)
    except ValueError as failure:
        return str(failure)
    for hole in HOLE.findall(text):
        kind, _, rest = hole.partition(":")
        most = KINDS.get(kind, -1)
        if most == -1:
            return "@{" + hole + "}"
        if most is not None and rest and len(rest.split(":")) > most:
            return "@{" + hole + "}"
        if kind == "n" and not re.fullmatch(r"-?\d+:-?\d+", rest):
            return "@{" + hole + "}"
    return None


class Filler:
    """Fills in templates for one run. `place` gives its folders and files as the program sees them."""

    def __init__(self, random, place):
        self.random = random
        self.place = place

    def text(self, template):
        """A template's text with every hole filled, the inner ones first."""
        while True:
            filled = HOLE.sub(lambda m: self._fill(*m.group(1).partition(":")[::2]), template)
            if filled == template:
                return filled.replace(SPLIT, " ")
            template = filled

    def words(self, template):
        """Arguments: words by the rules of a shell's quoting, filled, empty ones of a hole left out."""
        found = []
        for word in split(template):
            filled = word
            while (again := HOLE.sub(lambda m: self._fill(*m.group(1).partition(":")[::2]), filled)) != filled:
                filled = again
            found += [w for w in filled.split(SPLIT) if w or not HOLE.search(word)]
        return found

    def commands(self, template):
        """The commands of a set-up, each as words."""
        return [self.words(part) for part in template.split(" && ") if part.strip()]

    def _fill(self, kind, rest):
        random, place = self.random, self.place
        if kind == "n":
            low, high = rest.split(":")
            return str(random.randint(int(low), int(high)))
        if kind == "pick":
            return random.choice(rest.split("|"))
        if kind == "words":
            return random.choice(rest.split("|")).replace(" ", SPLIT)
        if kind == "word":
            return random.choice(WORDS)
        if kind == "files":
            count, _, ending = rest.partition(":")
            files = place.of(ending)
            return SPLIT.join(place.path(f) for f in random.sample(files, min(int(count or 1), len(files))))
        if kind == "file":
            return place.path(random.choice(place.of(rest)))
        if kind == "name":
            return random.choice(place.of(rest))
        if kind == "url":
            return f"http://127.0.0.1:{place.port}/{rest}"
        return {"work": place.path(""), "in": place.path("in"), "out": place.path("out"), "host": "127.0.0.1",
                "port": str(place.port)}[kind]
