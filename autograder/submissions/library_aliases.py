"""The other public names of a forbidden function: ``tf.raw_ops.Softmax`` for ``keras.ops.softmax``.

By rules and a table, so that neither Keras nor TensorFlow is loaded for it;
``tests/submissions/test_library_aliases.py`` holds both against what the libraries export.
"""

import re
from collections.abc import Collection
from functools import lru_cache

from autograder.submissions.aliases import canonical

_TF = "tensorflow"  # apart from what follows, or these lines would be those of questions
_SCIPY = "scipy.special"
_CONVOLUTION = "Convolution1D"

# One operation has the same name in all of these; raw operations write it in capitals.
_FUNCTIONS = (
    *("keras.ops", "keras.ops.nn", "keras.ops.numpy", "keras.activations"),
    *("keras.backend", "tensorflow.keras.backend", "keras.random"),
    *("tensorflow", "tensorflow.nn", "tensorflow.math", "tensorflow.experimental.numpy"),
    *("tensorflow.compat.v1", "tensorflow.compat.v1.nn", "tensorflow.compat.v1.math"),
)
_COSTS = ("keras.losses", "keras.metrics", "tensorflow.keras.losses", "tensorflow.keras.metrics")
_OWNERS = (
    _FUNCTIONS,
    _COSTS,
    ("keras", "keras.models"),
    ("keras.utils", "keras.preprocessing"),
    ("keras.optimizers", f"{_TF}.optimizers", f"{_TF}.keras.optimizers"),
)
_RAW = "tensorflow.raw_ops"
_V1 = "tensorflow.compat.v1"
_BATCH_NORMS = (
    "keras.backend.normalize_batch_in_training",
    f"{_V1}.nn.batch_norm_with_global_normalization",
    f"{_RAW}.BatchNormWithGlobalNormalization",
)
_CONVOLUTIONS = (
    *(f"tensorflow.nn.conv{dimensions}d" for dimensions in (1, 2, 3)),
    *(f"tensorflow.nn.conv{dimensions}d_transpose" for dimensions in (1, 2, 3)),
    *(f"{_V1}.nn.conv{name}" for name in ("2d_backprop_filter", "2d_backprop_input")),
    *(f"{_V1}.nn.conv3d_backprop_filter{version}" for version in ("", "_v2")),
    f"{_V1}.nn.quantized_conv2d",
    *(f"tensorflow.keras.backend.conv{name}" for name in ("1d", "2d", "3d", "2d_transpose")),
    *("tensorflow.keras.backend.depthwise_conv2d", "tensorflow.keras.backend.separable_conv2d"),
    *(f"{_RAW}.{name}" for name in ("Conv", "Conv2D", "Conv3D", "FusedPadConv2D")),
    f"{_RAW}.FusedResizeAndPadConv2D",
    *(
        f"{_RAW}.Conv{dimensions}DBackprop{what}{version}"
        for dimensions in (2, 3)
        for what in ("Filter", "Input")
        for version in ("", "V2")
    ),
)
_DEPTHWISE = (
    *(
        f"{_V1}.nn.depthwise_conv2d_native{suffix}"
        for suffix in ("", "_backprop_filter", "_backprop_input")
    ),
    *(
        f"{_RAW}.DepthwiseConv2dNative{suffix}"
        for suffix in ("", "BackpropFilter", "BackpropInput")
    ),
)
_MAXIMUM_POOLS = (
    "keras.ops.adaptive_max_pool",
    *(f"keras.layers.AdaptiveMaxPooling{dimensions}D" for dimensions in (1, 2, 3)),
    *("tensorflow.keras.backend.pool2d", "tensorflow.keras.backend.pool3d"),
    *("tensorflow.nn.fractional_max_pool", f"{_V1}.nn.max_pool_v2"),
    *(f"{_RAW}.{name}" for name in ("MaxPool3D", "MaxPoolV2", "FractionalMaxPool")),
)
_SOFTMAX_COSTS = (
    *(f"keras.losses.{name}" for name in ("softmax_cross_entropy", "CategoricalFocalCrossentropy")),
    "keras.losses.categorical_focal_crossentropy",
    f"{_V1}.losses.softmax_cross_entropy",
    f"{_V1}.nn.softmax_cross_entropy_with_logits_v2",
    f"{_RAW}.SoftmaxCrossEntropyWithLogits",
)
_TRAINERS = (
    *(
        f"{_V1}.train.{name}Optimizer"
        for name in (
            *("Adadelta", "Adagrad", "AdagradDA", "Adam", "Ftrl", "GradientDescent", "Momentum"),
            *("ProximalAdagrad", "ProximalGradientDescent", "RMSProp"),
        )
    ),
    *(
        f"{_RAW}.{prefix}Apply{name}"
        for prefix in ("", "Resource", "Sparse", "ResourceSparse")
        for name in (
            *("AdaMax", "Adadelta", "Adagrad", "AdagradDA", "AdagradV2", "Adam", "AddSign"),
            *("AdamWithAmsgrad", "CenteredRMSProp", "Ftrl", "FtrlV2", "GradientDescent"),
            *("KerasMomentum", "Momentum", "PowerSign", "ProximalAdagrad", "RMSProp"),
            "ProximalGradientDescent",
        )
    ),
)
_TAPES = ("tensorflow.autodiff.GradientTape", "tensorflow.autodiff.ForwardAccumulator")
_ALSO = {
    "keras.ops.sigmoid": (f"{_SCIPY}.expit",),
    "keras.ops.log_sigmoid": (f"{_SCIPY}.log_expit",),
    "keras.ops.softmax": (
        *(f"{_SCIPY}.softmax", "tensorflow.sparse.softmax"),
        *(f"{_RAW}.SparseSoftmax", f"{_RAW}.SparseMatrixSoftmax"),
    ),
    "keras.ops.log_softmax": (f"{_SCIPY}.log_softmax",),
    "keras.ops.conv": _CONVOLUTIONS,
    "keras.ops.depthwise_conv": _DEPTHWISE,
    "keras.ops.max_pool": _MAXIMUM_POOLS,
    "keras.ops.batch_normalization": _BATCH_NORMS,
    "keras.ops.categorical_crossentropy": _SOFTMAX_COSTS,
    "keras.ops.sparse_categorical_crossentropy": (
        f"{_V1}.losses.sparse_softmax_cross_entropy",
        "keras.losses.sparse_softmax_cross_entropy",
    ),
    "keras.losses.MeanAbsoluteError": (
        "keras.losses.mae",
        "keras.losses.absolute_difference",
        f"{_V1}.losses.absolute_difference",
    ),
    "keras.losses.MeanSquaredError": ("keras.losses.mse", f"{_V1}.losses.mean_squared_error"),
    "keras.losses.KLDivergence": tuple(
        f"keras.losses.{name}" for name in ("KLD", "kld", "kullback_leibler_divergence")
    ),
    "keras.optimizers.*": _TRAINERS,
    "keras.optimizers.SGD": _TRAINERS,
    "keras.optimizers.schedules.CosineDecay": (f"{_V1}.train.cosine_decay",),
    "keras.optimizers.schedules.CosineDecayRestarts": (f"{_V1}.train.cosine_decay_restarts",),
    "keras.utils.PyDataset": ("keras.utils.Sequence",),
    "keras.layers.Conv1D": (f"keras.layers.{_CONVOLUTION}",),
    "keras.layers.Conv2D": ("keras.layers.Convolution2D",),
    "keras.layers.SeparableConv1D": (f"keras.layers.Separable{_CONVOLUTION}",),
    "tensorflow.GradientTape": _TAPES,
}


def with_library_aliases(forbidden: Collection[str]) -> tuple[str, ...]:
    """The forbidden names, and the other public names of the same functions.

    A raw operation has no others: a question may forbid ``tf.raw_ops.Relu`` and have the
    student call ``keras.ops.relu``.

    Args:
        forbidden: dotted names; ``"tensorflow.nn.*"`` stands for everything below it.

    Returns:
        The given names in their order, then the others. Some exist in older or newer versions
        of a library alone.
    """
    return _extended(tuple(forbidden))


@lru_cache(maxsize=256)
def _extended(forbidden: tuple[str, ...]) -> tuple[str, ...]:
    aliases = [alias for name in forbidden for alias in _aliases_of(name)]
    return tuple(dict.fromkeys((*forbidden, *aliases)))


def _aliases_of(name: str) -> list[str]:
    path = canonical(name)
    owner, _, last = path.rpartition(".")
    aliases = list(_ALSO.get(path, ()))
    for owners in _OWNERS:
        if owner in owners and last not in ("*", "get"):
            aliases += [f"{other}.{last}" for other in owners]
    if owner in _FUNCTIONS:
        aliases.append(f"{_RAW}.{_capitals(last)}")
    if last == "get":
        aliases.append(f"{owner}.deserialize")
    return [alias for alias in aliases if alias != name]


def _capitals(name: str) -> str:
    """``"LogSoftmax"`` for ``"log_softmax"``, ``"Dilation2D"`` for ``"dilation2d"``."""
    words = "".join(word[:1].upper() + word[1:] for word in name.split("_"))
    return re.sub(r"(\d)d", r"\1D", words)
