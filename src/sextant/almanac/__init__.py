"""Time, and what fills it: half-days, weeks, holidays, activities, and the notation that writes them."""
