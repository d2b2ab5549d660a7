"""
question: AdaGrad
caught_by: trajectory

The accumulator starts from 0, and `initial_accumulator_value` is not used. An initializer as the
third argument of `add_optimizer_variables` says where the state starts.
"""


class AdaGrad(AdaGrad):
    def build(self, variables):
        super().build(variables)
        self.accumulators = [
            self.add_variable_from_reference(variable, "sum_of_squares") for variable in variables
        ]
