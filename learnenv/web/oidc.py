"""The way in by an OpenID provider: code flow with PKCE, state and nonce, by Authlib. It ends in our own session.

Not Streamlit's own login, whose cookie lasts 30 days, cannot be revoked and is not Secure. The provider's word is
used once, for its issuer and subject; tokens are never kept. What the flow remembers between its two steps is in a
signed cookie of ten minutes.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from learnenv.domain.errors import SettingsError
from learnenv.language import speech
from learnenv.services import accounts, proof
from learnenv.services.app import App
from learnenv.settings import Provider
from learnenv.web import plain, posted
from learnenv.web.addresses import home_grown
from learnenv.web.sign_in import sign_in_page

if TYPE_CHECKING:
    from authlib.integrations.starlette_client import StarletteOAuth2App

log = logging.getLogger(__name__)
_BACK, _MINUTES = "/oidc/back", 10


def routes(core: App) -> list[BaseRoute]:
    """The routes of this file; without a provider there is nothing at these addresses."""
    provider = core.settings.provider
    if provider is None:
        return [Route(path, _nothing) for path in ("/oidc/start", _BACK)]
    way = _Oidc(core, provider)
    remembers = [_memory(core)]
    return [
        Route("/oidc/start", way.start, methods=["GET"], middleware=remembers),
        Route(_BACK, way.back, methods=["GET"], middleware=remembers),
    ]


class _Oidc:
    def __init__(self, core: App, provider: Provider) -> None:
        self._core = core
        self._provider = provider
        self._client = _client(provider)

    async def start(self, request: Request) -> Response:
        """Send the browser to the provider."""
        from httpx2 import HTTPError

        request.session["next"] = posted.following(request)
        try:
            response: Response = await self._client.authorize_redirect(request, self._back(request))
        except (HTTPError, ValueError, RuntimeError, KeyError) as error:
            return await self._refuse(request, error)
        return response

    async def back(self, request: Request) -> Response:
        """What the provider's answer proves, or a refusal."""
        try:
            claims = await self._claims(request)
        except _faults() as error:
            return await self._refuse(request, error)
        actor = await posted.known(self._core, request)
        language, address = plain.language_of(request), posted.address_of(request)
        following = home_grown(str(request.session.pop("next", "/")))
        issuer, subject = str(claims["iss"]), str(claims["sub"])

        def refuse(status: int, problem: str) -> Response:
            return sign_in_page(self._core, request, status, problem, at_work=at_work)

        at_work = actor is not None and await run_in_threadpool(accounts.at_risk, self._core, actor)
        return await posted.let_in(
            request,
            lambda: proof.sign_in(self._core, issuer, subject, language=language, actor=actor, address=address),
            following,
            refuse,
        )

    async def _claims(self, request: Request) -> dict[str, Any]:
        token = await self._client.authorize_access_token(request)
        claims: dict[str, Any] = token.get("userinfo") or {}
        if claims.get("iss") != self._provider.issuer or not claims.get("sub"):
            raise ValueError("the answer has no subject, or is of another issuer")
        return claims

    async def _refuse(self, request: Request, error: Exception) -> Response:
        log.warning("the OpenID provider: %s", type(error).__name__, extra={"event": "provider-failed"})
        problem = speech(plain.language_of(request)).say("oidc.failed")
        return sign_in_page(self._core, request, 422, problem)

    def _back(self, request: Request) -> str:
        public = self._core.settings.public_url
        return f"{public or str(request.base_url).rstrip('/')}{_BACK}"


async def _nothing(request: Request) -> Response:
    return plain.lost(request, plain.language_of(request))


def _client(provider: Provider) -> StarletteOAuth2App:
    try:
        from authlib.integrations.starlette_client import OAuth
    except ImportError as error:
        raise SettingsError("settings.oidc-not-installed") from error
    client: StarletteOAuth2App = OAuth().register(
        "provider",
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        server_metadata_url=f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid", "code_challenge_method": "S256", "timeout": 10},
    )
    return client


def _faults() -> tuple[type[Exception], ...]:
    """What goes wrong when an answer is forged, stale or not to be had."""
    from authlib.common.errors import AuthlibBaseError
    from httpx2 import HTTPError
    from joserfc.errors import JoseError

    return (AuthlibBaseError, JoseError, HTTPError, ValueError, KeyError, RuntimeError)


def _memory(core: App) -> Middleware:
    """The signed cookie between the two steps."""
    secure = core.settings.cookies_are_secure
    return Middleware(
        SessionMiddleware,
        secret_key=hmac.new(core.secret.encode(), b"oidc", hashlib.sha256).hexdigest(),
        session_cookie="__Host-learnenv-oidc" if secure else "learnenv-oidc",
        max_age=_MINUTES * 60,
        same_site="lax",
        https_only=secure,
    )
