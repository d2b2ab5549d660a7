"""
question: count_parameters

Asks Keras's own layers, built without giving their weights any memory.
"""


def count_parameters(layer_sizes):
    total = 0
    with keras.StatelessScope(initialize_variables=False):
        for inputs, outputs in pairwise(layer_sizes):
            layer = keras.layers.Dense(outputs)
            layer.build((None, inputs))
            total += layer.count_params()
    return total
