"""Charts and marks: the numbers of key figures as SVG drawings, with labels in HTML around them."""
