"""
question: AdaGrad
caught_by: trajectory

All numbers of a weight share one accumulator, the sum over all of its gradient. AdaGrad keeps one
for each number: that is how a rare parameter keeps its pace.
"""


class AdaGrad(AdaGrad):
    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        accumulator = self.accumulators[index]
        self.assign_add(accumulator, ops.sum(ops.square(gradient)) * ops.ones_like(gradient))
        self.assign_sub(variable, learning_rate * gradient / ops.sqrt(accumulator + self.epsilon))
