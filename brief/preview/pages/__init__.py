"""The pages that the desk shows: printed as `brief build` prints them, with the places of texts."""
