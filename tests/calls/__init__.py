"""`make calls`: calls between two browsers in networks of their own."""
