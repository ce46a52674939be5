"""Login by e-ID: one interface, a provider behind it, and the fictional people of the test e-ID. Pure: no rows."""
