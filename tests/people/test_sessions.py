"""Which cookie belongs to which path."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.exceptions import SessionInterrupted
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from people import sessions
from people.sessions import LoginMiddleware, audience_of, cookie_name, session_key_of


@pytest.mark.parametrize(
    ("path", "audience"),
    [
        ("/api/resident", "resident"),
        ("/api/resident/me", "resident"),
        ("/ws/resident", "resident"),
        ("/eid/test", "resident"),
        ("/api/staff/me", "staff"),
        ("/ws/staff", "staff"),
        ("/", None),
        ("/staff", None),
        ("/api/staffing", None),
        ("/api/residents", None),
        ("/healthz", None),
    ],
)
def test_a_path_has_one_audience(path: str, audience: str | None) -> None:
    assert audience_of(path) == audience


def test_cookies_of_the_audiences(settings: Settings) -> None:
    assert sessions.COOKIE_NAMES == {"resident": "vardrum_resident", "staff": "vardrum_staff", "guest": "vardrum_guest"}
    settings.SESSION_COOKIE_SECURE = True
    assert cookie_name("staff") == "__Host-vardrum_staff"
    settings.SESSION_COOKIE_SECURE = False
    assert session_key_of({"vardrum_staff": "key"}, "staff") == "key"
    assert session_key_of({"vardrum_staff": "key"}, "resident") is None
    assert session_key_of({"vardrum_staff": ""}, "staff") is None


def answer(path: str, status: int = 200, *, write: bool = True, cookie: str = "") -> HttpResponse:
    def view(request: HttpRequest) -> HttpResponse:
        if write:
            request.session["something"] = 1
        return HttpResponse(status=status)

    request = RequestFactory().get(path)
    if cookie:
        request.COOKIES["vardrum_staff"] = cookie
    response = LoginMiddleware(view)(request)
    assert isinstance(response, HttpResponse)
    return response


@pytest.mark.django_db
def test_a_changed_session_sets_its_cookie_and_no_answer_is_shared() -> None:
    response = answer("/api/staff/me")
    assert list(response.cookies) == ["vardrum_staff"]
    assert response.headers["Vary"] == "Cookie"
    assert list(answer("/api/resident/me").cookies) == ["vardrum_resident"]


@pytest.mark.django_db
def test_no_cookie_without_need() -> None:
    assert not answer("/healthz").cookies
    assert not answer("/api/staff/me", write=False).cookies
    assert not answer("/api/staff/me", status=500).cookies
    assert not answer("/api/staff/me", write=False, cookie="a-key-nobody-knows").cookies


@pytest.mark.django_db
def test_a_session_that_another_request_ended_is_not_revived() -> None:
    session = SessionStore()
    session.create()
    request = RequestFactory().get("/api/staff/me")
    request.COOKIES["vardrum_staff"] = str(session.session_key)

    def view(request: HttpRequest) -> HttpResponse:
        request.session["something"] = 1
        session.delete()
        return HttpResponse()

    with pytest.raises(SessionInterrupted):
        LoginMiddleware(view)(request)
