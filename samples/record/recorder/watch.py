"""Runs one program with its log on a pipe, and ends it at the limits."""

import gzip
import os
import resource
import select
import subprocess
import threading
import time
from dataclasses import dataclass

from . import processes
from .lines import Count

LINE = 1 << 16
PATIENCE = 2.0


@dataclass(frozen=True)
class Limits:
    """The limits of one run: seconds, calls, bytes of log (not compressed), bytes of any file that it writes."""

    seconds: float
    calls: int
    log_bytes: int
    file_bytes: int
    linger: float


def limit_child(limits):
    """What a recorded process does before it starts its program; Python allows it while we have one thread."""
    def act():
        resource.setrlimit(resource.RLIMIT_FSIZE, (limits.file_bytes, limits.file_bytes))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return act


def watch(tool, run_id, command, environment, work, log, limits, stop_after, ask_to_stop):
    """Records one run into `log` (gzip) and returns its row: exit status, seconds, what capped it, and its counts.

    `tool` is "wine" (log on standard error) or "strace" (log on a FIFO in the place of `{log}` in the command).
    `ask_to_stop` is called `stop_after` seconds after the start, where that is given, with the child and the log's
    first process (bytes of a number, or None): no limit, but the plan. What has not ended PATIENCE seconds later is ended.
    """
    count = Count(tool)
    environment = dict(environment, **{processes.MARK: run_id})
    fifo = None
    if tool == "strace":
        fifo = log + ".fifo"
        os.mkfifo(fifo, 0o600)
        source = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        command = [fifo if word == "{log}" else word for word in command]
        sink = subprocess.DEVNULL
    else:
        source, sink = os.pipe2(os.O_CLOEXEC)
    started = time.monotonic()
    try:
        child = subprocess.Popen(command, cwd=work, env=environment, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.DEVNULL, stderr=sink, start_new_session=True,
                                 preexec_fn=limit_child(limits))
        if fifo is None:
            os.close(sink)
            sink = -1
        ended = threading.Event()
        state = {"capped": "", "seconds": 0.0}
        guard = threading.Thread(target=_keep_time, daemon=True, args=(
            child, count, ended, state, run_id, started, limits, stop_after, ask_to_stop))
        guard.start()
        size = _copy(source, child, count, log, limits, state, run_id, fifo is not None)
        exit_status = child.wait()
        ended.set()
        guard.join()
    finally:
        os.close(source)
        if fifo is None and sink >= 0:
            os.close(sink)
        if fifo is not None:
            os.unlink(fifo)
        left = processes.end(run_id)
    return {"exit": exit_status, "seconds": round(state["seconds"] or time.monotonic() - started, 3),
            "capped": state["capped"], "crashed": count.crashed, "left": left, "log_bytes": size, **count.row()}


def _keep_time(child, count, ended, state, run_id, started, limits, stop_after, ask_to_stop):
    """Asks to stop, then ends, then ends what lingers."""
    asked = stop_after is None
    while not ended.is_set():
        now = time.monotonic() - started
        if count.first_ended or child.poll() is not None:
            state["seconds"] = now
            ended.wait(limits.linger)
            if not ended.is_set():
                processes.end(run_id, spare=child.pid)
                if not ended.wait(1):
                    processes.end(run_id)
            return
        if not asked and now >= stop_after:
            asked = True
            ask_to_stop(child, count.first)
        if stop_after is not None and now >= stop_after + PATIENCE:
            processes.end(run_id, spare=child.pid if count.relay is False else None)
        elif now >= limits.seconds:
            state["capped"] = state["capped"] or "seconds"
            processes.end(run_id)
        ended.wait(.01)


def _copy(source, child, count, log, limits, state, run_id, wait_for_writer):
    if wait_for_writer:
        while not select.select([source], [], [], .05)[0] and child.poll() is None:
            pass
        os.set_blocking(source, True)
    size = 0
    with open(log, "xb") as out, gzip.GzipFile("", "wb", 6, out, mtime=0) as packed, \
            open(os.dup(source), "rb", buffering=1 << 20) as lines:
        start = True
        while line := lines.readline(LINE):
            if state["capped"] in ("calls", "bytes"):
                continue
            if size + len(line) > limits.log_bytes:
                state["capped"] = "bytes"
            elif count.calls >= limits.calls:
                state["capped"] = "calls"
            if state["capped"] in ("calls", "bytes"):
                processes.end(run_id, .2)
                continue
            packed.write(line)
            size += len(line)
            if start:
                count.line(line)
            start = line.endswith(b"\n")
    return size
