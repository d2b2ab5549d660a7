"""What a student uses: ``check`` and ``hint``, in a notebook and in a terminal."""
