"""The consumer and the application, in the tutorial's own shape (Channels' documentation, tutorial parts 2 and 3)."""

import json
import os
from typing import Any

import django
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.routing import ProtocolTypeRouter, URLRouter
from django.core.asgi import get_asgi_application
from django.urls import re_path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.chaos.control.settings")
django.setup()

from tests.chaos.control.models import ChatMessage  # noqa: E402 apps are loaded only after setup


class ChatConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]  # Channels has no types
    async def connect(self) -> None:
        self.room = self.scope["url_route"]["kwargs"]["room"]
        self.group = f"chat_{self.room}"
        await self.channel_layer.group_add(self.group, self.channel_name)
        await self.accept()

    async def disconnect(self, _code: int) -> None:
        await self.channel_layer.group_discard(self.group, self.channel_name)

    async def receive(self, text_data: str) -> None:
        said = json.loads(text_data)
        saved = await ChatMessage.objects.acreate(
            room=self.room, sender=said["sender"], client_message_id=said["client_message_id"], text=said["text"]
        )
        await self.channel_layer.group_send(self.group, {"type": "chat.message", "id": saved.id, **said})

    async def chat_message(self, event: dict[str, Any]) -> None:
        await self.send(text_data=json.dumps({name: event[name] for name in SHOWN}))


SHOWN = ("id", "sender", "client_message_id", "text")
application = ProtocolTypeRouter(
    {
        "http": get_asgi_application(),
        "websocket": URLRouter([re_path(r"^ws/chat/(?P<room>[0-9a-f-]{36})/$", ChatConsumer.as_asgi())]),
    }
)
