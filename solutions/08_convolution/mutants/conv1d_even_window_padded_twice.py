"""
question: conv1d
caught_by: even windows

⌊w/2⌋ zeros stand on both sides. For an even window that is one too many, and the output has one
step more than the input; w − 1 zeros in all keep the length.
"""


def conv1d(x, kernel):
    window = kernel.shape[0]
    padded = ops.pad(x, [[0, 0], [window // 2, window // 2], [0, 0]])
    time = padded.shape[1] - window + 1
    return sum(ops.matmul(padded[:, a : a + time], kernel[a]) for a in range(window))
