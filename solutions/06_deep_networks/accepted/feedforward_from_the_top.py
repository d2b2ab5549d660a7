"""
question: feedforward

All layers are made first, from the output down, and called afterwards; weights built in order.
"""


def feedforward(input_size, hidden_sizes, output_size, activation):
    sizes = [*hidden_sizes, output_size]
    layers = [keras.layers.Dense(size) for size in reversed(sizes)][::-1]
    function = keras.activations.get(activation)
    inputs = keras.Input((input_size,))
    x = layers[0](inputs)
    for layer in layers[1:]:
        x = layer(function(x))
    return keras.Model(inputs=[inputs], outputs=x)
