"""The screens of conditions."""
