"""What the desk shows: views, the list of briefings, pictures, and what changes them."""
