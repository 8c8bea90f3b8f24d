"""Read Word documents (.docx): their text, and what of them is left out."""
