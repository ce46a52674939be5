"""`make pages`: what a telephone on a slow network makes of the resident's pages. Ends with one line of JSON."""
