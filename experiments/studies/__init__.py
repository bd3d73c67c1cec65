"""The insides of the studies, a room each; what a person calls is the verb's file one floor up."""
