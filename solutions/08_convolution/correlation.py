"""The convolution of the notes, in one and two dimensions, forwards and backwards."""

from autograder.checks.check import gradient, output, property_check, structure
from autograder.questions.question import Question

from . import oracles, signals
from .forbidden import AUTODIFF, CONVOLUTIONS

CONV1D = Question(
    name="conv1d",
    ideas=("L1", "L7"),
    forbidden=CONVOLUTIONS,
    hints=(
        "Which steps of x does output i see? Write it down for a window of 3: a = −1, 0, 1.",
        "Pad first: then output i sees steps i, i + 1, … of the padded signal.",
        (
            "For one place a of the window, all outputs together need one slice of the padded "
            "signal and one matrix `kernel[a]` of shape (channels_in, filters)."
        ),
        "w − 1 zeros in all keep the length. Where does the odd one go when w is even?",
    ),
    checks=(
        output(
            "values",
            points=2,
            inputs=signals.odd_windows,
            oracle=oracles.conv1d,
            ask_dtype=True,
        ),
        output(
            "even windows",
            points=1,
            inputs=signals.even_windows,
            oracle=oracles.conv1d,
            means="A window of even size has no middle; the extra zero belongs after the end.",
        ),
        output(
            "small and large windows",
            points=1,
            inputs=signals.signals_at_the_limits,
            oracle=oracles.conv1d,
            visible=False,
        ),
        property_check(
            "translation equivariance",
            points=1,
            inputs=signals.signals_and_shifts,
            oracle=oracles.shifted_conv1d,
            probe="conv1d_shifted",
            means="A signal that comes later must give the same output, later.",
            shown="conv1d(shifted x, kernel)",
        ),
        gradient(
            "gradient",
            points=1,
            inputs=signals.small_signals,
            forward=oracles.conv1d,
            wrt=["x", "kernel"],
        ),
        structure(
            "unknown batch size",
            points=1,
            inputs=signals.signals_in_a_graph,
            expect=lambda x, kernel, rest: {
                "output": oracles.conv1d(x, kernel, *rest),
                "loops over the places": False,
            },
            probe="in_a_graph",
            means="While `fit` traces a model, x.shape[0] is None. The loop is over the window.",
            shown="tf.function(conv1d)(x, kernel)",
        ),
    ),
)

CONV2D = Question(
    name="conv2d",
    ideas=("L2", "L4", "L7"),
    forbidden=CONVOLUTIONS,
    hints=(
        "It is conv1d with two sums. Which slice of the padded images meets `kernel[a, b]`?",
        (
            "A stride s keeps every s-th window, so the slice has a step: "
            "`start : stop : stride`. How far does the last window reach?"
        ),
        (
            'With "same", n pixels give ⌈n/s⌉ outputs. Where the last window ends tells how many '
            "zeros are missing, and it depends on the stride."
        ),
        "Half of the zeros go before; the odd one goes after. Fewer than 0 zeros means none.",
    ),
    checks=(
        output(
            "values",
            points=2,
            inputs=signals.images_at_stride_one,
            oracle=oracles.conv2d,
            ask_dtype=True,
        ),
        output(
            "stride",
            points=1,
            inputs=signals.strided_images,
            oracle=oracles.conv2d,
            means="At stride s the window moves on by s pixels; one that does not fit is left out.",
        ),
        output(
            "same padding",
            points=1,
            inputs=signals.images_to_pad,
            oracle=oracles.conv2d,
            means='Padding "same" adds as few zeros as give ⌈n/s⌉ outputs, the odd one after.',
        ),
        output(
            "small and large windows",
            points=1,
            inputs=signals.images_at_the_limits,
            oracle=oracles.conv2d,
            visible=False,
        ),
        property_check(
            "translation equivariance",
            points=1,
            inputs=signals.images_and_shifts,
            oracle=oracles.shifted_conv2d,
            probe="conv2d_shifted",
            means="An image that moves by stride · k pixels must give the same output, moved by k.",
            shown="conv2d(shifted x, kernel, stride, padding)",
        ),
        gradient(
            "gradient",
            points=1,
            inputs=signals.small_images,
            forward=oracles.conv2d,
            wrt=["x", "kernel"],
        ),
        structure(
            "unknown batch size",
            points=1,
            inputs=signals.images_in_a_graph,
            expect=lambda x, kernel, rest: {
                "output": oracles.conv2d(x, kernel, *rest),
                "loops over the places": False,
            },
            probe="in_a_graph",
            means="While `fit` traces a model, x.shape[0] is None. The loop is over the window.",
            shown="tf.function(conv2d)(x, kernel, stride, padding)",
        ),
    ),
)

CONV2D_BACKWARD = Question(
    name="conv2d_backward",
    ideas=("L2",),
    forbidden=(*CONVOLUTIONS, *AUTODIFF),
    hints=(
        (
            "Write one output as a sum over a, b and the channels. By which pixels and weights "
            "can it be differentiated, and what is each derivative?"
        ),
        (
            "Every weight is used at every output of every sample, and every pixel in every "
            "window that covers it. A gradient adds up all uses."
        ),
        (
            "The forward pass takes a slice of x for each (a, b). In the backward pass the same "
            "slice meets grad_output for the kernel, and it is where the gradient of x is added."
        ),
        "Between the rows that stride 2 takes lie rows that it skips: their share is 0.",
    ),
    checks=(
        output(
            "values",
            points=2,
            inputs=signals.backward_of(signals.images_to_differentiate),
            oracle=oracles.conv2d_backward,
            ask_dtype=True,
        ),
        output(
            "stride",
            points=1,
            inputs=signals.backward_of(signals.strided_images),
            oracle=oracles.conv2d_backward,
            means="Pixels that no window looks at have gradient 0; the others keep their place.",
        ),
        output(
            "same padding",
            points=1,
            inputs=signals.backward_of(signals.images_to_pad),
            oracle=oracles.conv2d_backward,
            means="The zeros around the images are no input: their gradient is cut off again.",
        ),
        output(
            "small and large windows",
            points=1,
            inputs=signals.backward_of(signals.images_at_the_limits),
            oracle=oracles.conv2d_backward,
            visible=False,
        ),
        gradient(
            "central differences",
            points=1,
            inputs=signals.small_images,
            forward=oracles.conv2d,
            wrt=["x", "kernel"],
            probe="conv2d_gradients",
            means="Moving one pixel or weight by h must change the sum as the gradient says.",
            shown="conv2d_backward(x, kernel, grad_output, stride, padding)",
        ),
    ),
)
