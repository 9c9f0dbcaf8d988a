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
    request["content"] = request.pop("data", None)
    del request["cookies"]  # a program has none, and the session it signed in with is a header

    answer = signed_in.request(**request, follow_redirects=False)

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
