"""Probes of this assignment; the standard ones are in ``autograder.worker.probes``."""

from typing import Any

import numpy as np
import tensorflow as tf

# --- correlation: conv1d, conv2d, conv2d_backward (author 08a) ---

# --- invariance: TiledConv1D, max_pool, errors, receptive_field, train_cnn (author 08b) ---
