"""
question: generalisation_gap
caught_by: values

The costs were computed with dropout switched on. Compare the finished model with itself, as it is
used.
"""


def generalisation_gap(model, train, validation):
    def cost(x, y):
        predictions = model(ops.convert_to_tensor(x), training=True)
        return float(model.compute_loss(y=ops.convert_to_tensor(y), y_pred=predictions))

    return cost(*validation) - cost(*train)
