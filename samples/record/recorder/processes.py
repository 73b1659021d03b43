"""Ends what a run leaves behind: processes that carry the run's mark in their environment."""

import os
import signal
import time

MARK = "RECORDED_RUN"


def marked(run_id):
    """Process ids of this user whose environment carries the mark of a run."""
    wanted = f"{MARK}={run_id}".encode()
    found = []
    for name in os.listdir("/proc"):
        if name.isdigit() and int(name) != os.getpid():
            try:
                with open(f"/proc/{name}/environ", "rb") as stream:
                    if wanted in stream.read(1 << 20).split(b"\0"):
                        found.append(int(name))
            except OSError:
                continue
    return found


def end(run_id, patience=2.0, spare=None):
    """Kills them, but `spare`, until none is left or patience, in seconds, is over; returns how many were killed."""
    killed, until = set(), time.monotonic() + patience
    while time.monotonic() < until:
        left = [p for p in marked(run_id) if p != spare]
        if not left:
            break
        for process in left:
            try:
                os.kill(process, signal.SIGKILL)
                killed.add(process)
            except ProcessLookupError:
                pass
        reap(left)
        time.sleep(.01)
    return len(killed)


def reap(processes):
    """Takes the exit status of those that became children of ours."""
    for process in processes:
        try:
            os.waitpid(process, os.WNOHANG)
        except ChildProcessError:
            pass


def reap_orphans(ours):
    """Takes the exit status of adopted processes that have ended; `ours` are waited for elsewhere."""
    with open("/proc/thread-self/children", encoding="ascii") as stream:
        children = [int(word) for word in stream.read().split()]
    reap(p for p in children if p not in ours)
