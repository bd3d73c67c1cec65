"""The insides of the studies, a room each over one frame; what a person calls is the verb's file one floor up."""
