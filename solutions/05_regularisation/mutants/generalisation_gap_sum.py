"""
question: generalisation_gap
caught_by: values

The costs are sums over the sets, so that the larger set looks worse. Take means.
"""


def generalisation_gap(model, train, validation):
    def cost(x, y):
        return len(x) * model.evaluate(x, y, return_dict=True, verbose=0)["loss"]

    return cost(*validation) - cost(*train)
