"""Records Linux programs with strace."""

import os
import shutil
import signal
import subprocess

from .allowlist import file_sha256, folder_sha256, identity, locate
from .refusal import Refusal
from .watch import watch


class Strace:
    """The tool for Linux programs: one process tree a run, one log of all its threads."""

    kind, ending = "strace", ".strace.gz"

    def __init__(self, options, folder):
        self.programs, self.folder = options.programs, folder
        self.strace = shutil.which("strace")
        if not self.strace:
            raise Refusal("expected the program strace, found none: apt-get install strace")
        told = subprocess.run([self.strace, "--version"], capture_output=True, text=True, check=False).stdout
        self.version = told.splitlines()[0].replace(" -- version ", " ") if told else "strace"
        self.work = os.path.join(folder, "work")

    def open(self):
        """Nothing to set up."""

    def close(self):
        """Nothing to end."""

    def helpers(self):
        """Processes of this tool's own, beside the run's: none."""
        return set()

    def fresh(self, program):
        """Each program starts alike here."""

    def checksums(self, case):
        """Of the file, and of its folder where the list has one."""
        file = locate(case, self.programs)
        return file_sha256(file), folder_sha256(file.parent) if case.folder_sha256 else ""

    def identity(self, case):
        """Tells whether the file is still the one that was checked."""
        return identity(locate(case, self.programs))

    def path(self, name):
        return os.path.join(self.work, name) if name else self.work

    def environment(self):
        home = os.path.join(self.folder, "home")
        return {"PATH": "/usr/bin:/bin", "HOME": home, "TMPDIR": home, "USER": "user", "LOGNAME": "user",
                "LANG": "C.UTF-8", "TZ": "UTC"}

    def set_up(self, case, words, seconds):
        subprocess.run([str(locate(case, self.programs)), *words], cwd=self.work, env=self.environment(), timeout=seconds,
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)

    def run(self, case, run_id, words, log, limits):
        command = [self.strace, "-f", "-s", "32", "-o", "{log}", "--", str(locate(case, self.programs)), *words]
        return watch("strace", run_id, command, self.environment(), self.work, log, limits, case.stop_after,
                     lambda child, _: os.killpg(child.pid, signal.SIGTERM))
