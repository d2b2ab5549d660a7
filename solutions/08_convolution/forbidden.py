"""What an answer may not call where it is to be written: dotted names of public functions."""

PATCH_EXTRACTORS = (
    "keras.ops.image.extract_patches",
    "tensorflow.image.extract_patches",
    *(f"tensorflow.compat.v1.extract_{what}_patches" for what in ("image", "volume")),
    "tensorflow.compat.v1.image.extract_image_patches",
    *(f"tensorflow.raw_ops.Extract{what}Patches" for what in ("Image", "Volume")),
    "tensorflow.signal.frame",
    "numpy.lib.stride_tricks.sliding_window_view",
)
CONVOLUTIONS = (
    *PATCH_EXTRACTORS,
    *(f"keras.ops.{name}" for name in ("conv", "conv_transpose", "depthwise_conv")),
    "keras.ops.separable_conv",
    "keras.ops.correlate",
    *(
        f"keras.layers.{name}{dimensions}D{suffix}"
        for dimensions in (1, 2, 3)
        for name in ("Conv", "Convolution")
        for suffix in ("", "Transpose")
    ),
    *(
        f"keras.layers.{name}{dimensions}D"
        for dimensions in (1, 2)
        for name in ("DepthwiseConv", "SeparableConv", "SeparableConvolution")
    ),
    *(
        f"tensorflow.nn.{name}"
        for name in (
            *("conv1d", "conv2d", "conv3d", "convolution", "conv1d_transpose", "conv2d_transpose"),
            *("conv_transpose", "depthwise_conv2d", "depthwise_conv2d_backprop_input"),
            *("depthwise_conv2d_backprop_filter", "separable_conv2d", "atrous_conv2d"),
        )
    ),
    *(
        f"tensorflow.raw_ops.{name}"
        for name in ("Conv", "Conv2D", "Conv2DBackpropFilter", "Conv2DBackpropInput")
    ),
    *("numpy.convolve", "numpy.correlate"),
    *(
        f"scipy.signal.{name}"
        for name in ("convolve", "correlate", "convolve2d", "correlate2d", "fftconvolve")
    ),
    *(f"scipy.ndimage.{name}" for name in ("convolve", "correlate", "convolve1d", "correlate1d")),
)
AUTODIFF = (
    *("tensorflow.GradientTape", "tensorflow.gradients", "tensorflow.test.compute_gradient"),
    "keras.optimizers.SGD",  # and those of TensorFlow 1, which take the gradients themselves
    *(
        f"tensorflow.python.eager.backprop.{name}"
        for name in ("gradients_function", "val_and_grad_function", "make_vjp")
    ),
    *(f"tensorflow.python.eager.backprop.implicit_{name}" for name in ("grad", "val_and_grad")),
)
