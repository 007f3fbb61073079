"""Publishing to a plain server: the whole site or nothing, while visitors read it."""
