"""Records Windows programs with Wine's relay log, in a prefix of the recorder's own."""

import os
import shutil
import subprocess
import time
from pathlib import Path

from .allowlist import file_sha256, folder_sha256, has_libraries, identity, locate
from .refusal import Refusal
from .watch import watch

EXCLUDE = Path(__file__).resolve().parent / "relay-exclude.txt"
PLACES = ("windows/system32", "windows", "windows/system32/wbem", "Program Files/Windows NT/Accessories",
          "Program Files/Internet Explorer", "Program Files/Windows Media Player")
REGISTRY = ("system.reg", "user.reg", "userdef.reg")
SET_UP_SECONDS = 180
WINDOWS = "win10"


def excluded():
    """The value of RelayExclude: the names of relay-exclude.txt, in its order."""
    lines = (line.partition("#")[0] for line in EXCLUDE.read_text(encoding="ascii").splitlines())
    return ";".join(word for line in lines for word in line.split())


class Wine:
    """The tool for Windows programs.

    Programs see `C:\\run` (made anew for each run) and `P:` (the folder of programs); there is no drive for the rest
    of the machine, which hinders accidents and no more. Registry and user folders are put back before each program.
    """

    kind, ending = "wine", ".relay.gz"

    def __init__(self, options, folder):
        self.programs, self.folder = options.programs, folder
        places = (options.wine, "/usr/lib/wine/wine64", shutil.which("wine64"), shutil.which("wine"))
        self.wine = next((p for p in places if p and os.path.exists(p)), None)
        self.server = next((p for p in ("/usr/lib/wine/wineserver64", shutil.which("wineserver")) if p and os.path.exists(p)),
                           None)
        if not self.wine or not self.server:
            raise Refusal("expected Wine (its loader and wineserver), found none: apt-get install wine wine64")
        self.libraries = options.library
        self.prefix = os.path.join(folder, "prefix")
        self.kept = os.path.join(folder, "prefix-kept")
        self.drive = os.path.join(self.prefix, "drive_c")
        self.work = os.path.join(self.drive, "run")
        self.display, self._xvfb, self._quiet = options.display, None, None
        self._own_display = options.display is None
        self.version = subprocess.run([self.wine, "--version"], capture_output=True, text=True, check=False,
                                      env=self.environment("-all")).stdout.strip() or "wine"
        self.version += "".join(f" {os.path.basename(p)} {file_sha256(p)[:12]}" for p in self.libraries)

    # setting up

    def open(self):
        """Starts a screen, where there is Xvfb, and makes the prefix, where there is none yet."""
        if self._own_display:
            self._start_screen()
        if not os.path.isdir(self.kept):
            shutil.rmtree(self.prefix, ignore_errors=True)
            self._quietly("wineboot.exe", "--init")
            self._stop()
            if not os.path.exists(os.path.join(self.prefix, "system.reg")):
                raise Refusal(f"expected Wine to make a prefix, found none in {self.prefix}")
            for letter, target in (("z:", None), ("p:", os.path.abspath(self.programs))):
                place = os.path.join(self.prefix, "dosdevices", letter)
                if os.path.lexists(place):
                    os.unlink(place)
                if target:
                    os.symlink(target, place)
            self._quietly("reg.exe", "add", r"HKCU\Software\Wine\Debug", "/v", "RelayExclude", "/t", "REG_SZ", "/d",
                          excluded(), "/f")
            self._quietly("reg.exe", "add", r"HKCU\Software\Wine", "/v", "Version", "/t", "REG_SZ", "/d", WINDOWS, "/f")
            for library in self.libraries:
                shutil.copyfile(library, os.path.join(self.drive, "windows/system32", os.path.basename(library)))
            self._stop()
            self._keep()

    def close(self):
        self._stop()
        if self._xvfb is not None:
            self._xvfb.terminate()
            self._xvfb.wait()
            self._xvfb = None

    def helpers(self):
        """Processes of this tool's own, beside the run's."""
        return {p.pid for p in (self._quiet, self._xvfb) if p is not None}

    def fresh(self, program):
        """Puts registry and user folders back, and starts Wine with one quiet process.

        It has a window, as desktop and services end with the last process that uses them.
        """
        self._stop()
        for name in REGISTRY:
            shutil.copyfile(os.path.join(self.kept, name), os.path.join(self.prefix, name))
        self._put_back_users()
        self._quiet = subprocess.Popen([self.wine, r"C:\windows\system32\winver.exe"], cwd=self.drive,
                                       env=self.environment("-all"), stdin=subprocess.DEVNULL,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._quietly(r"C:\windows\system32\taskkill.exe", "/im", "no-such-program.exe")
        time.sleep(.5)

    def _keep(self):
        part = self.kept + ".part"
        shutil.rmtree(part, ignore_errors=True)
        os.makedirs(part)
        for name in REGISTRY:
            shutil.copyfile(os.path.join(self.prefix, name), os.path.join(part, name))
        shutil.copytree(os.path.join(self.drive, "users"), os.path.join(part, "users"), symlinks=True)
        os.rename(part, self.kept)

    def _put_back_users(self):
        users = os.path.join(self.drive, "users")
        shutil.rmtree(users, ignore_errors=True)
        shutil.copytree(os.path.join(self.kept, "users"), users, symlinks=True)

    def _start_screen(self):
        xvfb = shutil.which("Xvfb")
        if not xvfb:
            return
        reader, writer = os.pipe()
        self._xvfb = subprocess.Popen([xvfb, "-displayfd", str(writer), "-screen", "0", "1024x768x24", "-nolisten", "tcp"],
                                      pass_fds=(writer,), env={"PATH": "/usr/bin:/bin"}, stdin=subprocess.DEVNULL,
                                      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        os.close(writer)
        with open(reader, "rb") as told:
            number = told.readline().strip()
        if number:
            self.display = ":" + number.decode()

    def _stop(self):
        if os.path.isdir(self.prefix):
            subprocess.run([self.server, "-k"], env=self.environment("-all"), check=False, stderr=subprocess.DEVNULL,
                           timeout=SET_UP_SECONDS)
            subprocess.run([self.server, "-w"], env=self.environment("-all"), check=False, stderr=subprocess.DEVNULL,
                           timeout=SET_UP_SECONDS)
        if self._quiet is not None:
            self._quiet.kill()
            self._quiet.wait()
            self._quiet = None

    # one run

    def checksums(self, case):
        """Of the file, and of its folder where the list has one or libraries lie beside the program."""
        if case.builtin:
            return file_sha256(self._builtin(case)), ""
        file = locate(case, self.programs)
        return file_sha256(file), folder_sha256(file.parent) if case.folder_sha256 or has_libraries(file) else ""

    def identity(self, case):
        """Tells whether the file is still the one that was checked."""
        return identity(self._builtin(case) if case.builtin else locate(case, self.programs))

    def path(self, name):
        return "C:\\run" + ("\\" + name.replace("/", "\\") if name else "")

    def environment(self, channels):
        made = {"PATH": "/usr/bin:/bin", "HOME": os.path.join(self.folder, "home"), "USER": "user", "LOGNAME": "user",
                "LANG": "C.UTF-8", "TZ": "UTC", "WINEPREFIX": self.prefix, "WINEDEBUG": channels, "WINELOADER": self.wine,
                "WINESERVER": self.server, "WINEDLLOVERRIDES": "mscoree,mshtml=;winedbg.exe,winemenubuilder.exe=d"}
        if self.display:
            made["DISPLAY"] = self.display
        return made

    def set_up(self, case, words, seconds):
        self._quietly(self._program(case), *words, seconds=seconds, work=self.work)

    def run(self, case, run_id, words, log, limits):
        def ask(_, first):
            if first:
                self._quietly(r"C:\windows\system32\taskkill.exe", "/pid", str(int(first, 16)), seconds=5)

        return watch("wine", run_id, [self.wine, self._program(case), *words], self.environment("+relay,+tid,+pid"), self.work, log,
                     limits, case.stop_after, ask)

    def _program(self, case):
        if case.builtin:
            inside = os.path.relpath(self._builtin(case), self.drive)
            return "C:\\" + inside.replace("/", "\\")
        if case.path.startswith("/"):
            raise Refusal(f"{case.name}: expected a path below the folder of programs, found {case.path}")
        return "P:\\" + case.path.replace("/", "\\")

    def _builtin(self, case):
        for place in PLACES:
            file = os.path.join(self.drive, place, case.builtin)
            if os.path.isfile(file) and not os.path.islink(file):
                return file
        raise FileNotFoundError(case.path)

    def _quietly(self, *command, seconds=SET_UP_SECONDS, work=None):
        os.makedirs(os.path.join(self.folder, "home"), exist_ok=True)
        try:
            subprocess.run([self.wine, *command], env=self.environment("-all"), cwd=work, stdin=subprocess.DEVNULL,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=seconds, check=False)
        except subprocess.TimeoutExpired:
            pass
