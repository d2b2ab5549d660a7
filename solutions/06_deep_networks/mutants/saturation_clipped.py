"""
question: saturation
caught_by: far from 0

Far from 0 the slopes do not go down to 0: x was clipped at 10 first, so you read them where the
function is steeper.
"""


def saturation(activation, x):
    x = ops.clip(x, -10.0, 10.0)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = activation(x)
    return tape.gradient(y, x, unconnected_gradients="zero")
