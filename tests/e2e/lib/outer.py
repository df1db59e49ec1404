#!/usr/bin/python3
"""Runs a program under one more seccomp filter, as if the kernel, or a unit
file, did not grant some calls:

    outer.py deny|only ERROR CALL... -- PROGRAM ARGUMENT...

deny: these calls fail with that error; only: all but these do. Names of calls
that this machine does not have are passed over."""

import ctypes
import errno
import os
import re
import struct
import subprocess
import sys

PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 22, 38
SECCOMP_MODE_FILTER = 2
ALLOW, ERRNO = 0x7fff0000, 0x00050000
LOAD, IF_EQUAL, RETURN = 0x20, 0x15, 0x06
NR, ARGUMENT_0 = 0, 16  # offsets in struct seccomp_data


def numbers():
    """{name: number} of this machine's calls, as the C headers have them."""
    out = subprocess.run(["cc", "-E", "-dM", "-include", "sys/syscall.h",
                          "-x", "c", "/dev/null"], check=True, text=True,
                         stdout=subprocess.PIPE).stdout
    return {name: int(nr) for name, nr in
            re.findall(r"^#define __NR_(\w+) (\d+)$", out, re.M)}


def step(code, k, yes=0, no=0):
    return struct.pack("HBBI", code, yes, no, k)


def program(mode, error, names):
    """The filter's instructions."""
    known = numbers()
    refuse = ERRNO | getattr(errno, error)
    named, other = (refuse, ALLOW) if mode == "deny" else (ALLOW, refuse)
    code = [step(LOAD, NR)]
    for name in names:
        if name in known:
            code += [step(IF_EQUAL, known[name], 0, 1), step(RETURN, named)]
    if mode == "deny" and "seccomp" in names:  # its older door
        code += [step(IF_EQUAL, known["prctl"], 0, 3), step(LOAD, ARGUMENT_0),
                 step(IF_EQUAL, PR_SET_SECCOMP, 0, 1), step(RETURN, refuse)]
    return code + [step(RETURN, other)]


def install(code):
    text = ctypes.create_string_buffer(b"".join(code))
    fprog = ctypes.create_string_buffer(
        struct.pack("HP", len(code), ctypes.addressof(text)))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or \
            libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, fprog, 0, 0):
        sys.exit(f"outer: {os.strerror(ctypes.get_errno())}")


def command(mode, error, names):
    """What is put in front of a command to run it so."""
    return ["/usr/bin/python3", os.path.abspath(__file__), mode, error,
            *names, "--"]


def main():
    split = sys.argv.index("--")
    mode, error, *names = sys.argv[1:split]
    install(program(mode, error, names))
    os.execv(sys.argv[split + 1], sys.argv[split + 1:])


if __name__ == "__main__":
    main()
