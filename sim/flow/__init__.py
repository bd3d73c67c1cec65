"""The event-driven model: a service plan and its draws in, an outcome out."""
