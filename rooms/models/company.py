"""Colleagues who were asked to keep somebody company in a room."""

from django.db import models

from chatserver.core.ids import new_id
from rooms.models.case import Room


class Company(models.Model):
    """One asking: by whom, who came and until when. `introduced_at` is since when the resident is told of them; one
    that nobody came to is over without `came_id`. Standing, there is one in a room."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="companies")
    asked_by_id = models.UUIDField()
    asked_by_name = models.CharField(max_length=170)
    asked_at = models.DateTimeField()
    came_id = models.UUIDField(null=True)
    came_name = models.CharField(max_length=170, blank=True)
    came_at = models.DateTimeField(null=True)
    introduced_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=170, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["room"], condition=models.Q(ended_at__isnull=True), name="company_standing_once"
            )
        ]
