#!/usr/bin/env python3
"""Makes members.csv: which files of the fetched packages the demo uses, and what their own bytes say of the toolchain.

    ./mvnw -f samples/binaries/pom.xml generate-resources -Dichnite.binaries=packages
    samples/binaries/members.py packages > samples/binaries/members.csv

Needs Python 3.11 or later and nothing else. Packages are listed in pom.xml; the rules are told in README.md.
"""

import csv
import datetime
import hashlib
import io
import re
import struct
import sys
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

POM = Path(__file__).with_name("pom.xml")
NAMESPACE = {"m": "http://maven.apache.org/POM/4.0.0"}
NESTED = "!/"
"""Between a file within a package and a file within that one, as in Java's jar: addresses."""
X86, X64, DIRECTORY_OF_CLR = 0x14C, 0x8664, 14
FIXED_DATES = (1980, 2010)
"""Years that reproducible builds give to every entry of a package here."""
UPSTREAM = (
    (r"Microsoft\.CodeAnalysis", "roslyn"),
    (r"System\.", "corefx"),
    (r"Newtonsoft", "json.net"),
    (r"Google\.Protobuf", "protobuf"),
    (r"SonarLint|SonarAnalyzer", "sonar-analyzers"),
    (r"SonarQube|SonarRunner|TeamBuild", "sonar-scanner"),
    (r"OpenHardwareMonitor|LibreHardwareMonitor", "hardware-monitor"),
    (r"HidSharp", "hidsharp"),
    (r"OpenAL", "openal-soft"),
    (r"glfw", "glfw"),
    (r"jemalloc", "jemalloc"),
    (r"opus", "opus"),
    (r"lwjgl", "lwjgl"),
    (r"gdx", "libgdx"),
    (r"jinput", "jinput"),
)
"""Whose work a file is, where its package holds that of others, or one project has several packages: by the file's name."""
ARTIFACTS = {"jline-native": "jline"}
"""Whose work a package is, where that is not its artifact's name."""


@dataclass(frozen=True)
class Package:
    """A file that Maven fetches."""

    coordinates: str
    artifact: str
    file: str


@dataclass
class Member:
    """A file of a package, and the day on which the package showed it to the world."""

    package: Package
    path: str
    content: bytes
    day: str


def packages() -> list[Package]:
    """What pom.xml lists, in its order."""
    found = []
    for item in ElementTree.parse(POM).iterfind(".//m:artifactItem", NAMESPACE):
        part = {child.tag.partition("}")[2]: child.text for child in item}
        kind, classifier = part.get("type", "jar"), part.get("classifier")
        words = [part["groupId"], part["artifactId"], kind, *([classifier] if classifier else []), part["version"]]
        stem = "-".join([part["artifactId"], part["version"], *([classifier] if classifier else [])])
        found.append(Package(":".join(words), part["artifactId"], f"{stem}.{kind}"))
    return found


def members(package: Package, folder: Path) -> Iterator[Member]:
    """All files of a package, those in archives within it too; a package that is no archive is its own only file."""
    content = (folder / package.file).read_bytes()
    if not content.startswith(b"PK"):
        yield Member(package, "", content, "")
        return
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        newest = max(entry.date_time for entry in archive.infolist())
        day = "" if newest[0] in FIXED_DATES else "{:04}-{:02}-{:02}".format(*newest)
        for path, inner in _files(archive, ""):
            yield Member(package, path, inner, day)


def _files(archive: zipfile.ZipFile, place: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(archive.infolist(), key=lambda e: e.filename):
        if entry.is_dir():
            continue
        content = archive.read(entry)
        yield place + entry.filename, content
        if entry.filename.endswith(".zip") and content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as inner:
                yield from _files(inner, place + entry.filename + NESTED)


@dataclass(frozen=True)
class Header:
    """What a Windows program says of itself."""

    machine: int
    day: str
    linker: tuple[int, int]
    clr: bool
    rich: bool
    sections: tuple[bytes, ...]

    @staticmethod
    def of(content: bytes) -> "Header | None":
        """None where it is no Windows program."""
        if content[:2] != b"MZ" or len(content) < 0x40:
            return None
        at = struct.unpack_from("<I", content, 0x3C)[0]
        if content[at : at + 4] != b"PE\0\0":
            return None
        machine, count, seconds, _, _, size, _ = struct.unpack_from("<HHIIIHH", content, at + 4)
        optional = at + 24
        wide = struct.unpack_from("<H", content, optional)[0] == 0x20B
        clr = struct.unpack_from("<I", content, optional + (112 if wide else 96) + 8 * DIRECTORY_OF_CLR)[0] != 0
        day = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y-%m-%d")
        table = optional + size
        sections = tuple(content[table + 40 * i :][:8].rstrip(b"\0") for i in range(count))
        linker = (content[optional + 2], content[optional + 3])
        return Header(machine, day, linker, clr, b"Rich" in content[0x40:at], sections)


def kind(member: Member, header: Header | None) -> str:
    """The toolchain, or of which unfamiliar kind the file is; empty where its bytes do not tell."""
    content = member.content
    if header is None:
        mach = (b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe")
        fat = content[:4] == b"\xca\xfe\xba\xbe" and not member.path.endswith(".class")
        return "far:elf" if content[:4] == b"\x7fELF" else "far:macho" if content[:4] in mach or fat else ""
    if header.machine not in (X86, X64):
        return "near:arm"
    if any(name.startswith(b"UPX") for name in header.sections):
        return "near:packed"
    if header.clr:
        return "dotnet"
    if header.rich:
        return "msvc"
    if header.linker == (14, 0):
        return "near:lld"
    gnu = b"GCC: (" in content or b"Mingw-w64" in content or b"mingw" in content
    return "mingw" if header.linker[0] == 2 and gnu else ""


def project(member: Member) -> str:
    """Whose work it is."""
    last = member.path.rpartition("/")[2]
    for pattern, name in UPSTREAM:
        if re.search(pattern, last):
            return name
    return ARTIFACTS.get(member.package.artifact, member.package.artifact)


def name(member: Member) -> str:
    """A file name of our own, that tells where the file is from."""
    stem = member.package.file.rpartition(".")[0]
    within = re.sub(r"[^A-Za-z0-9.]+", "-", "/".join(member.path.split("/")[-3:]))
    return f"{stem}.{within}.bin" if within else f"{stem}.bin"


def main() -> None:
    folder = Path(sys.argv[1])
    rows, seen, total = [], set(), 0
    for package in packages():
        total += (folder / package.file).stat().st_size
        first = set()
        for member in members(package, folder):
            header = Header.of(member.content)
            label = kind(member, header)
            sha256 = hashlib.sha256(member.content).hexdigest()
            if not label or sha256 in seen or (label.startswith("far") and label in first):
                continue
            seen.add(sha256)
            first.add(label)
            known = ":" not in label
            day = (member.day or header.day) if known else ""
            rows.append([name(member), label, day, project(member), package.coordinates, member.path, sha256, len(member.content)])
    known = [row for row in rows if ":" not in row[1]]
    known.sort(key=lambda row: (row[2], row[0]))
    others = sorted((row for row in rows if ":" in row[1]), key=lambda row: (row[1], row[0]))
    names = [row[0] for row in rows]
    assert len(set(names)) == len(names), [n for n in names if names.count(n) > 1]
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["name", "label", "first_seen", "project", "package", "member", "sha256", "bytes"])
    out.writerows(known + others)
    print(f"{len(packages())} packages of {total:,} bytes, {len(known)} files of known toolchains, {len(others)} others", file=sys.stderr)


if __name__ == "__main__":
    main()
