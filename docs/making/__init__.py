"""What makes the pictures in ``docs/pictures``, from the real thing each."""
