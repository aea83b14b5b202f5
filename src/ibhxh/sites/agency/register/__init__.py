"""The agency's register: units with their managing officers, people, postings, closed months."""
