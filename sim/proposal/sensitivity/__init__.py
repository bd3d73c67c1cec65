"""What a sensitivity study leaves for people."""
