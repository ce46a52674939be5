"""What builds and checks this repository. Nothing here is shipped."""
