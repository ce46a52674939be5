"""Every screen and state of the product, reached as people reach it, photographed and examined."""
