"""What a learner can do, one function each. Every function takes the App and the Actor who asks."""
