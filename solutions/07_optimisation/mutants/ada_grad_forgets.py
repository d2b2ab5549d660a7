"""
question: AdaGrad
caught_by: trajectory

Old squares fade: this accumulator is RMSProp's decaying average. AdaGrad sums and never forgets.
"""


class AdaGrad(AdaGrad):
    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        accumulator = self.accumulators[index]
        self.assign(accumulator, 0.9 * accumulator + 0.1 * ops.square(gradient))
        self.assign_sub(variable, learning_rate * gradient / ops.sqrt(accumulator + self.epsilon))
