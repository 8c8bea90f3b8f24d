"""Delivery of editions by mail: subscribers, messages, the journal of what was sent."""
