"""Whatever a client sends, the answer is one the OpenAPI document promises, and never a bug."""

from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.integration.routers.test_tenancy import an_app

# The stream of a sync has a body without an end.
SCHEMA = schemathesis.openapi.from_dict(an_app().openapi()).exclude(path_regex="/events$")


@pytest.fixture
def signed_in(client: TestClient, headers: dict[str, str]) -> TestClient:
    """Return a program that is signed in."""
    client.headers.update(headers)
    return client


@SCHEMA.parametrize()
@settings(
    max_examples=8,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_as_promised(case: Case[Any], signed_in: TestClient) -> None:
    request = case.as_transport_kwargs(base_url="http://localhost")
    del request["cookies"]  # a program has none, and the session it signed in with is a header
    if "files" in request:
        request["files"] = [(name, _as_file(value)) for name, value in request["files"]]
    else:
        request["content"] = request.pop("data", None)

    sent = signed_in.build_request(**request)
    sent.read()  # a form's body is a stream, and the checks want to see it
    answer = signed_in.send(sent, follow_redirects=False)

    case.validate_response(
        answer,
        checks=[
            not_a_server_error,
            status_code_conformance,
            content_type_conformance,
            response_headers_conformance,
            response_schema_conformance,
        ],
    )


def _as_file(value: Any) -> Any:
    """Return a form's field as what a client can send: numbers and the like as text."""
    if isinstance(value, tuple):
        name, content, *rest = value
        return (name, content if isinstance(content, bytes | str) else str(content), *rest)
    return value if isinstance(value, bytes | str) else str(value)
