"""What convolution and pooling keep of a shift: tiles, pooling, errors, reach, a network."""

from autograder.checks.check import gradient, output, property_check, structure, training
from autograder.questions.question import Question

from . import oracles, tiles_and_shifts
from .forbidden import PATCH_EXTRACTORS

TILED_CONV1D = Question(
    name="TiledConv1D",
    ideas=("L7", "L8"),
    hints=(
        "At which positions is kernel 0 used when there are 3 tiles? And kernel 1?",
        "Position 0 of every sequence uses kernel 0, whatever came before it in the batch.",
        (
            "`ops.arange(length) % tiles` says whose turn it is; `ops.take` then gives every "
            "position a kernel of its own."
        ),
        (
            "With the windows as (batch, position, place, channel) and the kernels as (position, "
            "place, channel, filter), which letters of an `ops.einsum` are summed over?"
        ),
    ),
    checks=(
        output(
            "values",
            points=2,
            inputs=tiles_and_shifts.tiled_layers,
            oracle=oracles.tiled_conv1d,
            probe="call_layer",
            ask_dtype=True,
            shown="TiledConv1D(filters, window, tiles)(x)",
        ),
        property_check(
            "one tile is a convolution",
            points=1,
            inputs=tiles_and_shifts.single_tiles,
            oracle=oracles.single_tile,
            probe="call_layer",
            means="With one tile, every position uses the same kernel, as in conv1d.",
            shown="TiledConv1D(filters, window, tiles=1)(x)",
        ),
        output(
            "even windows",
            points=1,
            inputs=tiles_and_shifts.tiled_even_windows,
            oracle=oracles.tiled_conv1d,
            probe="call_layer",
            means="A window of even size has no middle; the extra zero belongs after the end.",
            shown="TiledConv1D(filters, window, tiles)(x)",
        ),
        output(
            "many tiles and long windows",
            points=1,
            visible=False,
            inputs=tiles_and_shifts.tiled_limits,
            oracle=oracles.tiled_conv1d,
            probe="call_layer",
            shown="TiledConv1D(filters, window, tiles)(x)",
        ),
        gradient(
            "gradient",
            points=1,
            inputs=tiles_and_shifts.small_tiled_layers,
            forward=oracles.tiled_conv1d,
            wrt=["x", "weights.kernel", "weights.bias"],
            probe="layer_vector_jacobian_product",
            shown="TiledConv1D(filters, window, tiles)(x)",
        ),
        structure(
            "config and weights",
            points=1,
            inputs=tiles_and_shifts.tiled_layer_to_copy,
            expect=oracles.tiled_round_trip,
            probe="tiled_round_trip",
            means="A layer made from the config and the weights of another must do the same. A "
            "new layer's kernel is random, and its bias 0.",
            shown="TiledConv1D.from_config(layer.get_config())(x)",
        ),
        structure(
            "one step of fit",
            points=1,
            inputs=tiles_and_shifts.tiled_layer_to_fit,
            expect=oracles.tiled_fit_step,
            probe="tiled_fit_step",
            means="Inside a model, batch size and length are None until the data come.",
            shown="keras.Model(inputs, TiledConv1D(filters, window, tiles)(inputs)).fit(x, y)",
        ),
    ),
)

MAX_POOL = Question(
    name="max_pool",
    ideas=("M1", "M2", "M3"),
    forbidden=(
        *(f"keras.ops.{name}" for name in ("max_pool", "average_pool", "segment_max")),
        *PATCH_EXTRACTORS,
        *(
            f"keras.layers.{name}{dimensions}D"
            for dimensions in (1, 2, 3)
            for name in ("MaxPool", "MaxPooling", "GlobalMaxPool", "GlobalMaxPooling")
        ),
        *(
            f"tensorflow.nn.{name}"
            for name in ("max_pool", "max_pool1d", "max_pool2d", "max_pool3d", "pool")
        ),
        "tensorflow.nn.max_pool_with_argmax",
        *("tensorflow.nn.dilation2d", "tensorflow.nn.erosion2d"),
        "tensorflow.raw_ops.MaxPool",
        *(f"scipy.ndimage.{name}" for name in ("maximum_filter", "maximum_filter1d", "maximum")),
        "skimage.measure.block_reduce",
    ),
    hints=(
        "The tiles are a partition: every pixel belongs to exactly one. How many tiles are there?",
        "How does one make 12 columns into 4 groups of 3 neighbours, without a loop?",
        (
            "A reshape can split each of the two axes into two: which tile, and where in the tile. "
            "In which order must the two new axes stand, so that neighbours stay together?"
        ),
        "Before you pool: does the size divide the height and the width?",
    ),
    checks=(
        output(
            "values",
            points=2,
            inputs=tiles_and_shifts.images_to_pool,
            oracle=oracles.max_pool,
            probe="pooled",
            ask_dtype=True,
            shown="max_pool(x, size)",
        ),
        output(
            "remainder",
            points=1,
            inputs=tiles_and_shifts.images_with_remainders,
            oracle=oracles.pooled_or_refused,
            probe="pooled_or_refused",
            means="A size that does not divide the image must raise ValueError, not lose pixels.",
            shown="max_pool(x, size)",
        ),
        property_check(
            "maxout in one dimension",
            points=1,
            inputs=tiles_and_shifts.features_for_maxout,
            oracle=oracles.maxout,
            probe="pooled_as_maxout",
            means="On an image of one row or one column, max pooling is maxout.",
            shown="max_pool(x as one row or one column, size)",
        ),
        gradient(
            "gradient",
            points=1,
            inputs=tiles_and_shifts.small_images_to_pool,
            forward=oracles.max_pool,
            oracle=oracles.max_pool_gradient,
            wrt=["x"],
            probe="pooled_gradient",
            shown="max_pool(x, size)",
        ),
        output(
            "gradient at ties",
            kind="gradient",
            points=1,
            inputs=tiles_and_shifts.images_with_ties,
            oracle=oracles.tied_gradient,
            probe="pooled_tie_gradient",
            means="A tie is as large as what it ties with. However the tied pixels share the "
            "gradient of their tile, together they get all of it.",
            shown="max_pool(x, size)",
        ),
        output(
            "small and large tiles",
            points=1,
            visible=False,
            inputs=tiles_and_shifts.pooling_limits,
            oracle=oracles.max_pool,
            probe="pooled",
            shown="max_pool(x, size)",
        ),
        structure(
            "unknown batch size",
            points=1,
            inputs=tiles_and_shifts.images_in_a_graph,
            expect=oracles.max_pool,
            probe="pooled_in_a_graph",
            means="While `fit` traces a model, x.shape[0] is None.",
            shown="tf.function(max_pool)(x, size)",
        ),
    ),
)

EQUIVARIANCE_ERROR = Question(
    name="equivariance_error",
    ideas=("L4", "K2"),
    hints=(
        "Two ways lead to the result: first shift, then the layer; first the layer, then shift.",
        "A layer that halves the width halves the shift of what it puts out.",
        "Which columns of which array make up the middle half, and how wide is that array?",
        "A difference of −3 is as bad as one of +3.",
    ),
    checks=(
        output(
            "values",
            points=2,
            inputs=tiles_and_shifts.layers_of_one_width,
            oracle=oracles.equivariance_error,
            probe="shift_error",
            shown="equivariance_error(layer, x, shift)",
        ),
        output(
            "layers that shrink the image",
            points=1,
            inputs=tiles_and_shifts.layers_that_shrink,
            oracle=oracles.equivariance_error,
            probe="shift_error",
            means="A layer that keeps one column in s shifts its output by shift / s columns.",
            shown="equivariance_error(layer, x, shift)",
        ),
        output(
            "no shift and larger shifts",
            points=1,
            visible=False,
            inputs=tiles_and_shifts.no_shift_and_larger_shifts,
            oracle=oracles.equivariance_error,
            probe="shift_error",
            shown="equivariance_error(layer, x, shift)",
        ),
    ),
)

INVARIANCE_ERROR = Question(
    name="invariance_error",
    ideas=("M4", "K2"),
    hints=(
        "Invariant means that the output does not notice. Which two outputs do you compare?",
        "Only the input is shifted. Along which axis?",
        "The middle half is counted in columns of the output, which may be narrower than x.",
    ),
    checks=(
        output(
            "values",
            points=1,
            inputs=tiles_and_shifts.layers_of_one_width,
            oracle=oracles.invariance_error,
            probe="shift_error",
            shown="invariance_error(layer, x, shift)",
        ),
        output(
            "layers that shrink the image",
            points=1,
            inputs=tiles_and_shifts.layers_and_odd_shifts,
            oracle=oracles.invariance_error,
            probe="shift_error",
            shown="invariance_error(layer, x, shift)",
        ),
        property_check(
            "max pooling hides small shifts",
            points=1,
            inputs=tiles_and_shifts.spikes_in_tiles,
            oracle=oracles.invariance_errors,
            probe="shift_errors",
            means="What moves inside its tile leaves the maximum of the tile as it is.",
            shown="[invariance_error(layer, x, shift) for layer in (identity, max pooling)]",
        ),
        output(
            "no shift and larger shifts",
            points=1,
            visible=False,
            inputs=tiles_and_shifts.no_shift_and_larger_shifts,
            oracle=oracles.invariance_error,
            probe="shift_error",
            shown="invariance_error(layer, x, shift)",
        ),
    ),
)

RECEPTIVE_FIELD = Question(
    name="receptive_field",
    ideas=("L3", "L6"),
    hints=(
        "How many input positions does a network without layers see? And one layer of window 3?",
        (
            "Take two layers of window 3, and let the first have stride 2. How far apart in the "
            "input are two neighbours of the first layer's output?"
        ),
        "A window of w places, d apart, spans (w − 1)·d steps of the layer below it.",
        "Keep two numbers while you go up: how much is seen, and how far apart neighbours are.",
    ),
    checks=(
        output(
            "plain stacks",
            points=1,
            inputs=tiles_and_shifts.plain_stacks,
            oracle=oracles.receptive_field,
            probe="receptive_field_of",
            shown="receptive_field(layers)",
        ),
        output(
            "dilation",
            points=1,
            inputs=tiles_and_shifts.dilated_stacks,
            oracle=oracles.receptive_field,
            probe="receptive_field_of",
            means="The places of a dilated window lie further apart.",
            shown="receptive_field(layers)",
        ),
        output(
            "strides",
            points=1,
            inputs=tiles_and_shifts.strided_stacks,
            oracle=oracles.receptive_field,
            probe="receptive_field_of",
            means="After a stride, one step is several steps of the input; strides multiply.",
            shown="receptive_field(layers)",
        ),
        property_check(
            "reach of the gradient",
            points=1,
            inputs=tiles_and_shifts.random_stacks,
            oracle=oracles.receptive_field,
            probe="receptive_field_of",
            means="From the first to the last input whose gradient by one output is not 0.",
            shown="receptive_field(layers)",
        ),
        output(
            "well-known networks",
            points=1,
            visible=False,
            inputs=tiles_and_shifts.well_known_stacks,
            oracle=oracles.receptive_field,
            probe="receptive_field_of",
            shown="receptive_field(layers)",
        ),
    ),
)

TRAIN_CNN = Question(
    name="train_cnn",
    ideas=("O1", "L5", "M3"),
    hints=(
        "Where do most of your parameters lie? `model.summary()` tells.",
        (
            "A dense layer behind a flattened image costs one weight per pixel, channel and unit. "
            "What makes the image smaller before that, or does without it?"
        ),
        "Two or three convolutions with 8 to 20 filters and pooling between them are enough.",
        (
            "Let the learning rate fall towards 0 by the end: what looks like noise in the loss "
            "is mostly the last steps being too long. Batch normalisation lets it start higher."
        ),
    ),
    checks=(
        structure(
            "parameter budget",
            points=1,
            inputs=tiles_and_shifts.few_digits,
            expect=oracles.budget_kept,
            probe="fitted_cnn",
            seconds=60,
            means="The model has more parameters than the task allows, or not ten outputs.",
            shown="train_cnn(x, y)",
        ),
        training(
            "accuracy on unseen digits",
            points=3,
            data=tiles_and_shifts.all_digits,
            probe="fitted_cnn",
            metric="accuracy",
            extra=lambda _: {"within the budget": True},
            shown="train_cnn(x, y)(unseen digits)",
        ),
    ),
)
