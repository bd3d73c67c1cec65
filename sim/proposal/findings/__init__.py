"""What each chapter of a proposal finds, in sentences."""
