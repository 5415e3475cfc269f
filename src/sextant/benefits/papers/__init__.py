"""What is printed and exported of the aids: the guide of a département, the checklist, its calendar."""
