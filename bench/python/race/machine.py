"""What the machine is, for the line over a table."""

import os
import platform
import subprocess
from pathlib import Path


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def java() -> str:
    """The java program that the launcher would take first."""
    home = os.environ.get("JAVA_HOME")
    return str(Path(home, "bin", "java")) if home else "java"


def describe(root: Path) -> str:
    """Processor, cores, vectors, memory, JDK, and which state of the project was run."""
    return f"{_processor()}; {cores()} cores, {_vectors()}, {_memory()}; {_jdk()}; ichnite at {_commit(root)}"


def _cpuinfo(key: str) -> str:
    info = Path("/proc/cpuinfo")
    for line in info.read_text().splitlines() if info.exists() else []:
        name, _, value = line.partition(":")
        if name.strip() == key:
            return value.strip()
    return ""


def _processor() -> str:
    name = _cpuinfo("model name") or platform.processor() or platform.machine()
    family, model = _cpuinfo("cpu family"), _cpuinfo("model")
    return f"{name} (family {family}, model {model})" if family else name


def _vectors() -> str:
    flags = set(_cpuinfo("flags").split())
    more = [name for name in ("avx512_vnni", "avx512_bf16", "amx_bf16") if name in flags]
    widest = "AVX-512" if "avx512f" in flags else "AVX2" if "avx2" in flags else platform.machine()
    return f"{widest} ({', '.join(more)})" if more else widest


def _memory() -> str:
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB"


def _jdk() -> str:
    said = subprocess.run([java(), "-version"], capture_output=True, text=True, check=True).stderr
    lines = said.splitlines()
    return f"JDK {lines[0].split(chr(34))[1]} ({lines[-1].partition(' VM ')[0]} VM)"


def _commit(root: Path) -> str:
    git = ["git", "-C", str(root)]
    head = subprocess.run([*git, "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    if head.returncode != 0:
        return "no commit"
    changed = subprocess.run([*git, "status", "--porcelain", "-uno"], capture_output=True, text=True, check=False)
    return head.stdout.strip() + (" and changes" if changed.stdout.strip() else "")
