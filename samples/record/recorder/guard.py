"""What is settled before anything runs: trust, the user, and the network."""

import ctypes
import fcntl
import os
import signal
import socket
import struct

from .refusal import Refusal

WARNING = """\
record: READ THIS FIRST. Neither Wine nor strace is a sandbox. A program that is recorded runs on this machine, as
you: it can read, change and send what you can. Wine programs can make Linux system calls and leave Wine; strace
only watches. Record programs that you trust and nothing else, never malware, best in a virtual machine of its own.
"""

CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 0x1


def check_trust(trusted):
    if not trusted:
        raise Refusal("expected --i-trust-these-programs: say that you trust every program on the list")


def check_user(as_root):
    if os.geteuid() == 0 and not as_root:
        raise Refusal("expected an ordinary user, found root: a recorded program could do anything here. "
                      "Record as another user, or say --as-root on a machine that you can throw away")


def adopt_orphans():
    """Makes this process the parent of whatever a recorded program leaves behind, so that it can be ended."""
    if _libc().prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise Refusal(f"expected to become the parent of orphans, found: {os.strerror(ctypes.get_errno())}")


def die_with_parent():
    """Has this process killed when its parent ends, however that ends."""
    _libc().prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def leave_network():
    """Moves this process, and all that it starts, into a network of its own with nothing but a loopback.

    Must be called while there is one thread. Refuses where the system does not allow it.
    """
    user, group = os.getuid(), os.getgid()
    flags = CLONE_NEWNET if user == 0 else CLONE_NEWNET | CLONE_NEWUSER
    if _libc().unshare(flags):
        raise Refusal("expected to get a network namespace, so that recorded programs have no network, found: "
                      f"{os.strerror(ctypes.get_errno())}. Allow unprivileged user namespaces here, or say --network "
                      "if these programs may use the network")
    try:
        if user != 0:
            for name, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
                with open("/proc/self/" + name, "w", encoding="ascii") as stream:
                    stream.write(text)
        _raise_loopback()
    except OSError as failure:
        raise Refusal(f"expected a network with a loopback alone, found: {failure}; --network does without") from None


def _raise_loopback():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = struct.pack("16sh14x", b"lo", 0)
        flags = struct.unpack("16sh14x", fcntl.ioctl(any_socket, SIOCGIFFLAGS, request))[1]
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", flags | IFF_UP))


def _libc():
    return ctypes.CDLL(None, use_errno=True)
