"""
question: conditional

In NumPy, line by line.
"""


def conditional(joint, axis):
    def normalised(line):
        total = line.sum()
        return line / total if total > 0 else line

    return np.apply_along_axis(normalised, axis, np.asarray(joint))
