"""
question: generalisation_gap
caught_by: values

Only the first 32 samples of each set were used. The cost is the mean over all of them.
"""


def generalisation_gap(model, train, validation):
    def cost(x, y):
        return model.test_on_batch(x[:32], y[:32], return_dict=True)["loss"]

    return cost(*validation) - cost(*train)
