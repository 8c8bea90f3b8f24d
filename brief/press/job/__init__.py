"""The input and output of the press: plain data that can be pickled."""
