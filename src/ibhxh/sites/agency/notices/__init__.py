"""Sealed notices: acceptance, supplement, refusal, decision, C12 and D09, numbered and handed out."""
