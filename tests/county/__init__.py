"""Counties: typed, given by map data, made up."""
