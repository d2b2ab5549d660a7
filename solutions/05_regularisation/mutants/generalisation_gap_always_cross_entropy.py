"""
question: generalisation_gap
caught_by: metrics and penalties

The gap is computed in cross-entropy, whatever the model was compiled with. `model.evaluate` gives
the model's own cost.
"""


def generalisation_gap(model, train, validation):
    def cost(x, y):
        losses = keras.losses.sparse_categorical_crossentropy(y, model.predict(x, verbose=0))
        return float(np.mean(losses))

    return cost(*validation) - cost(*train)
