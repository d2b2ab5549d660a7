"""
question: feedforward

Linear layers, with the activations as layers of their own.
"""


def feedforward(input_size, hidden_sizes, output_size, activation):
    inputs = keras.Input((input_size,))
    x = inputs
    for size in hidden_sizes:
        x = keras.layers.Activation(activation)(keras.layers.Dense(size)(x))
    return keras.Model(inputs, keras.layers.Dense(output_size)(x))
