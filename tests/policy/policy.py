"""What the checks share: the tree, the Makefile's lists, and their verdict."""

import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
FOLDERS = ("common", "server", "scanner")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
failures = 0


def broken(kind, error, trace):
    """A check that falls over has not been passed."""
    fail("%s: %s: %s" % (os.path.basename(sys.argv[0]), kind.__name__, error))
    sys.__excepthook__(kind, error, trace)


sys.excepthook = broken


def ok(text):
    print("ok   %s" % text)


def fail(text):
    global failures
    failures += 1
    print("FAIL %s" % text)


def verdict(found, text):
    """One line for a promise: kept, or each breach of it."""
    for breach in found:
        fail(breach)
    if not found:
        ok(text)


def done():
    sys.exit(1 if failures else 0)


def build_dir():
    if len(sys.argv) != 2:
        sys.exit("usage: %s BUILD_DIR" % sys.argv[0])
    return os.path.abspath(sys.argv[1])


def output(*command, env=None):
    return subprocess.run(command, check=True, cwd=ROOT, env=env,
                          stdout=subprocess.PIPE, text=True,
                          errors="replace").stdout


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8",
              errors="replace") as f:
        return f.read()


def exists(path):
    return os.path.isfile(os.path.join(ROOT, path))


def sources(*suffixes, folders=FOLDERS):
    """Our files below the folders, by path from the root."""
    found = []
    for folder in folders:
        for where, _, names in os.walk(os.path.join(ROOT, folder)):
            found += [os.path.relpath(os.path.join(where, n), ROOT)
                      for n in names if n.endswith(suffixes)]
    return sorted(found)


def without_comments(text):
    """C with its comments and strings blanked; lines keep their numbers."""
    def blank(m):
        if m.group(0)[0] in "\"'":
            return m.group(0)[0] * 2
        return "\n" * m.group(0).count("\n")
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"'
                  r"|'(?:\\.|[^'\\\n])*'", blank, text, flags=re.S)


def programs():
    """Program -> its .c files, bottom-up, as make sees them."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("MAKE")}
    rule = ("lists: ; $(foreach p,$(PROGRAMS),"
            "$(info $(p): $($(p)_FILES)))@:")
    lists = {}
    for line in output("make", "-s", "--no-print-directory", "--eval", rule,
                       "lists", env=env).splitlines():
        name, _, files = line.partition(":")
        lists[name] = files.split()
    return lists


def objects(build):
    """Source file -> its object, for every file of a program."""
    files = sorted({f for list_ in programs().values() for f in list_})
    return {f: os.path.join(build, "obj", f[:-1] + "o") for f in files}
