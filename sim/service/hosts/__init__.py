"""What hosts 承运方 run anyway: their routes, timetables and feeds, and the space they leave free."""
