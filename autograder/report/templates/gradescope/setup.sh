#!/usr/bin/env bash
# Gradescope runs this once, when it builds the image. Choose a base image with Ubuntu 24.04.
set -euo pipefail
apt-get update
apt-get install -y --no-install-recommends python3 python3-venv python3-pip bubblewrap
cd /autograder/source
python3 -m venv .venv
.venv/bin/python -m pip install --quiet --editable '.[instructor]'
