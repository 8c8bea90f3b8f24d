"""Where the texts of a page come from: which file has them, at which key, on which lines."""
