"""A service plan in the making: what its builders share, its timetable, and the routes that are solved for it."""
