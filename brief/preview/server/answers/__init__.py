"""What the desk answers: pages in HTML, data in JSON, events."""
