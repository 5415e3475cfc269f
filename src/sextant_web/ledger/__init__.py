"""What interns note of their hours: their chain, their day, their trimester, what they share and take away."""
