"""
question: AdaGrad
caught_by: a state for each weight

All weights add to one accumulator, so that a weight with large gradients slows the others down.
Make an accumulator for each, and take the one at `index`.
"""


class AdaGrad(AdaGrad):
    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        accumulator = self.accumulators[0]
        self.assign_add(accumulator, ops.square(gradient))
        self.assign_sub(variable, learning_rate * gradient / ops.sqrt(accumulator + self.epsilon))
