"""The control arm: a chat as the tutorial of Channels teaches it, with a save to the database, and nothing more."""
