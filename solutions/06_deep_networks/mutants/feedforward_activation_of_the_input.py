"""
question: feedforward
caught_by: values

The activation is applied before each layer, to the input as well. It belongs behind each hidden
layer.
"""


def feedforward(input_size, hidden_sizes, output_size, activation):
    inputs = keras.Input((input_size,))
    function = keras.activations.get(activation)
    x = inputs
    for size in [*hidden_sizes, output_size]:
        x = keras.layers.Dense(size)(function(x))
    return keras.Model(inputs, x)
