"""
question: feedforward
caught_by: sizes

The hidden layers have no biases. Each layer is g(Mx + b).
"""


def feedforward(input_size, hidden_sizes, output_size, activation):
    inputs = keras.Input((input_size,))
    x = inputs
    for size in hidden_sizes:
        x = keras.layers.Dense(size, activation=activation, use_bias=False)(x)
    return keras.Model(inputs, keras.layers.Dense(output_size)(x))
