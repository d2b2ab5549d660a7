"""
question: generalisation_gap
caught_by: values

This is the cost on the validation data alone. A hard task has a high cost without any
overfitting.
"""


def generalisation_gap(model, train, validation):
    def cost(data):
        return model.evaluate(*data, return_dict=True, verbose=0)["loss"]

    return cost(validation)
