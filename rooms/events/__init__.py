"""What rooms tell: rows turned into wire types, and the three streams that carry them."""
