"""Expected values of this assignment, in NumPy and float64, independent of the solution."""

import numpy as np

# --- correlation: counts, conv1d, conv2d, conv2d_backward (author 08a) ---

# --- invariance: TiledConv1D, max_pool, errors, receptive_field, train_cnn (author 08b) ---
