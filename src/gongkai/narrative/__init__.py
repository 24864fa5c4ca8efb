"""Free text to claims."""
