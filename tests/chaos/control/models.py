"""The save: who said what in which room."""

from typing import ClassVar

from django.db import models


class ChatMessage(models.Model):
    """The client's id is kept so that the checker can name a message; nothing makes it unique."""

    id = models.BigAutoField(primary_key=True)
    room = models.CharField(max_length=36, db_index=True)
    sender = models.CharField(max_length=36)
    client_message_id = models.CharField(max_length=36)
    text = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
    objects: ClassVar[models.Manager["ChatMessage"]] = models.Manager()

    class Meta:
        app_label = "control"
