"""What comes back: unsubscriptions, language choices, bounces and complaints."""
