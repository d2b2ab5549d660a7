"""
question: AdaGrad
caught_by: trajectory

The accumulator always starts from 0.1, whatever `initial_accumulator_value` is.
"""


class AdaGrad(AdaGrad):
    def build(self, variables):
        super().build(variables)
        start = keras.initializers.Constant(0.1)
        self.accumulators = self.add_optimizer_variables(variables, "sum_of_squares", start)
