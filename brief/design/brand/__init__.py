"""The brand: names, colours, fonts and logo of a publisher."""
