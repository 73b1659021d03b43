#!/bin/sh
# Runs one of bench/peers/*.py in bench/.venv, which is made first where it is missing or out of date
# (2.3 GB; Python 3.11 or later, or the one that PYTHON names).
#   bench/peers.sh                            only makes the environment
#   bench/peers.sh linear_baseline.py ARGS    runs a script; paths are those of the current folder
set -eu
bench=$(cd "$(dirname "$0")" && pwd)
venv=$bench/.venv
wanted=$bench/peers/requirements.txt
if ! cmp -s "$wanted" "$venv/requirements.installed"; then
  echo "peers: making $venv" >&2
  "${PYTHON:-python3}" -m venv --clear "$venv"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$wanted" >&2
  cp "$wanted" "$venv/requirements.installed"
fi
[ $# -eq 0 ] && exit 0
script=$bench/peers/$1
shift
export KERAS_BACKEND=tensorflow TF_CPP_MIN_LOG_LEVEL=2 CUDA_VISIBLE_DEVICES=-1
exec "$venv/bin/python" "$script" "$@"
