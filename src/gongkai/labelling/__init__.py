"""Annotated passages, their two written forms (Label Studio's and the inline one) and their checks."""
