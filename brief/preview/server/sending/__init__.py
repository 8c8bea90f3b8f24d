"""What leaves the desk: PDFs and the mail."""
