package register

// Commitment is what the log holds of a statement, for tests that make a register.
var Commitment = commitment
