package auth

// Nobody is for tests.
const Nobody = nobody
