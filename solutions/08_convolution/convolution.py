# %% [markdown]
# # 8 · Convolution and pooling

# %%
import math

import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from autograder import check, hint
from keras import ops

# %% [markdown]
# ## SECTION count_parameters (author 08a)

# %% [markdown]
# ## SECTION count_convolution_parameters (author 08a)

# %% [markdown]
# ## SECTION conv1d (author 08a)

# %% [markdown]
# ## SECTION conv2d (author 08a)

# %% [markdown]
# ## SECTION conv2d_backward (author 08a)

# %% [markdown]
# ## SECTION TiledConv1D (author 08b)

# %% [markdown]
# ## SECTION max_pool (author 08b)

# %% [markdown]
# ## SECTION equivariance_error (author 08b)

# %% [markdown]
# ## SECTION invariance_error (author 08b)

# %% [markdown]
# ## SECTION receptive_field (author 08b)

# %% [markdown]
# ## SECTION train_cnn (author 08b)

# %% [markdown]
# ## SECTION written (author 08a)
