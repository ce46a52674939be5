"""`make bench`: the product's speed beside its floors in the same run. Ends with one line of JSON."""
