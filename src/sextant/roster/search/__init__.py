"""Finds good rosters of one shift a day on arrays, where one object per possibility would be too many."""
