"""Cases: from acceptance to decision, line by line, each step an event."""
