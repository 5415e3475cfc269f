"""What the federation keeps of its own: letters to institutions, private notes beside the public cases."""
