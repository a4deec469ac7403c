#!/bin/sh
# Prints a Python between 3.11 and 3.13 that can make virtual environments; PYTHON in the environment names another.
for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
  if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
    if [ "$candidate" != python3 ] && [ -z "${PYTHON:-}" ]; then
      echo "python3 is no Python 3.11 to 3.13 with venv; using $candidate" >&2
    fi
    command -v "$candidate"
    exit 0
  fi
done
echo "kgbuild needs Python 3.11, 3.12 or 3.13 with its venv module (on Debian: apt-get install python3-venv)." >&2
echo "Tried: ${PYTHON:-python3, $(python3 --version 2>&1)}. Install one of them, or name it: make PYTHON=/path/to/python3.12 …" >&2
exit 1
