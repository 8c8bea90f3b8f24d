"""Print pages: a job of HTML, CSS, fonts and limits in, PDFs and findings out."""
