"""The best mix 最优组合: the mode of each village at least cost within bounds."""
