package recognition

// docType is what books of numbers and powers to sign call a decision.
const docType = "QĐ"
