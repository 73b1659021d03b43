"""Understands just enough of a log's lines to count calls and to tell two sequences apart."""

import hashlib
import re

RELAY = re.compile(rb"(?:\d+\.\d+:)?([0-9a-f]{4,8}):(?:([0-9a-f]{4,8}):)?Call ([^\s.(]{1,64})\.([^\s(]{1,128})\(")
STRACE = re.compile(rb"(\d+) +(?:\d+\.\d+ +)?([a-z_][a-z0-9_]{0,63})\(")
ENDED = re.compile(rb"(\d+) +\+\+\+ (?:exited|killed) ")
LIBRARY = re.compile(rb'"[^"]*/([^"/]+\.so)[."]')


class Count:
    """What one log holds. Calls are taken in the order of the log; `sequence` is SHA-256 over their names.

    `first` is the first process; `first_ended` tells that it is over: strace itself waits for all that the process started.
    """

    def __init__(self, tool):
        self.relay = tool == "wine"
        self.calls = 0
        self.crashed = False
        self.first_ended = False
        self.first = None
        self._names, self._modules, self._processes, self._threads = set(), set(), set(), set()
        self._digest = hashlib.sha256()

    def line(self, line):
        if not self.relay:
            match = STRACE.match(line)
            if match:
                self._call(match[2], match[1], match[1])
                library = LIBRARY.search(line) if match[2] in (b"openat", b"open") and b"= -1" not in line else None
                if library:
                    self._modules.add(library[1])
            elif b" +++ " in line and (over := ENDED.match(line)) and over[1] == self.first:
                self.first_ended = True
        elif b":Call " in line:
            match = RELAY.match(line)
            if match:
                self._modules.add(match[3].lower())
                self._call(match[4], match[1] if match[2] else b"", match[2] or match[1])
        elif line.startswith((b"wine: Unhandled", b"wine: Unimplemented")):
            self.crashed = True

    def _call(self, name, process, thread):
        self.first = self.first or process
        self.calls += 1
        self._names.add(name)
        self._processes.add(process)
        self._threads.add((process, thread))
        self._digest.update(name + b"\n")

    def row(self):
        threads = len(self._threads) if self.relay else len(self._processes)
        return {"calls": self.calls, "names": len(self._names), "dlls": len(self._modules),
                "processes": len(self._processes), "threads": threads, "sequence": self._digest.hexdigest()}
