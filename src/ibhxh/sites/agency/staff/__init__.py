"""Who works at the agency: officers, their office, what they may do; inviting and stopping by the head."""
