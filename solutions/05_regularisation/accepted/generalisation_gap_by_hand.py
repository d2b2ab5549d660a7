"""
question: generalisation_gap

Predictions and the compiled loss, all samples in one batch.
"""


def generalisation_gap(model, train, validation):
    def cost(x, y):
        predictions = model(ops.convert_to_tensor(x), training=False)
        return float(np.mean(model.compute_loss(y=ops.convert_to_tensor(y), y_pred=predictions)))

    return cost(*validation) - cost(*train)
