"""What a service plan is: places, crews, vehicles, lines, ways, points. Types only."""
