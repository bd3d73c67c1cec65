"""Plans of service, from modes and assignments."""
