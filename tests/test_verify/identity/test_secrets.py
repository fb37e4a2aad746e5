"""Each reading of a secret is told, is given, and hears of a rotation."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from checked import case_of, changed, told

from patternloom.verify.example.case import Case
from patternloom.verify.identity.secrets import secret_findings
from patternloom.verify.wrong.identity import IDENTITY
from patternloom.verify.wrong.making import altered

SHOP, DEPOT = case_of("shop"), case_of("depot")
ORDERS, GOODS, DATA = "k8s/orders.yaml", "k8s/goods.yaml", "aws/data.yaml"
ROTATED = next(one for one in IDENTITY if one.name == "a rotation that nobody hears of").make(SHOP)


def reading(case: Case | None, number: int = 0, **values: Any) -> Case:
    """One reading told otherwise."""
    assert case is not None
    secrets = [*case.design.secrets]
    secrets[number] = altered(secrets[number], **values)
    return dataclasses.replace(case, design=altered(case.design, secrets=tuple(secrets)))


@pytest.mark.parametrize(
    "case",
    [
        SHOP,
        DEPOT,
        reading(SHOP, keys=()),
        reading(SHOP, container="orders"),
        reading(SHOP, reader="Deployment/shop/orders"),
        reading(SHOP, reader="proxy"),
        reading(DEPOT, when="interval"),
        reading(DEPOT, when="start"),
        reading(DEPOT, keys=("password",)),
        reading(ROTATED, renewed_by="serviceAccountName: orders"),
        reading(changed(DEPOT, GOODS, "  data:\n    - {secretKey: password, remoteRef", "  dataFrom: [{extract: {key: shop/orders}}]\n  more:\n    - {secretKey: password, remoteRef")),
    ],
)  # fmt: skip
def test_a_reading_that_is_told_right_is_silent(case: Case) -> None:
    """By component, object or container; all keys where none is named."""
    assert told(secret_findings(case)) == []


@pytest.mark.parametrize(
    ("case", "finding"),
    [
        (
            reading(SHOP, reader="browser"),
            "Deployment/shop/orders: container orders is given Secret/shop/orders-database, and `secrets:` does not say "
            "that it reads it",
        ),
        (
            reading(SHOP, reader="browser"),
            "Secret/shop/orders-database: browser is told to read it, and no container of it is given it",
        ),
        (
            reading(SHOP, keys=("host",)),
            "Deployment/shop/orders: container orders is given Secret/shop/orders-database with password, and `secrets:` "
            "tells of host",
        ),
        (
            reading(SHOP, keys=("host", "password", "port")),
            "Secret/shop/orders-database: orders is told to read port, which it is not given",
        ),
        (
            reading(SHOP, when="connection"),
            "Secret/shop/orders-database: orders is told to read it again (connection), yet a variable or a single "
            "mounted file never changes in a running container",
        ),
    ],
    ids=["another reads it", "nobody gives it", "a key too few", "a key too many", "a variable read again"],
)
def test_a_reading_that_is_told_wrong_is_found(case: Case, finding: str) -> None:
    """Each with the reader that it is about, and what would be read."""
    assert f"{finding} [secret]" in told(secret_findings(case))


def test_a_rotation_is_heard_of_by_what_stands_in_a_file() -> None:
    """And not in a comment."""
    assert told(secret_findings(reading(ROTATED, renewed_by="reloader"))) == [
        "Secret/shop/orders-database: renewed_by: 'reloader' stands in no file [secret]"
    ]
    beside = changed(ROTATED, ORDERS, "replicas: 2\n", "replicas: 2 # reloader\n") if ROTATED else None
    assert told(secret_findings(reading(beside, renewed_by="reloader"))) != []
    noted = reading(
        changed(ROTATED, ORDERS, "spec:\n", "# reloader\nspec:\n") if ROTATED else None, renewed_by="reloader"
    )
    assert told(secret_findings(noted)) == [
        "Secret/shop/orders-database: renewed_by: 'reloader' stands in no file [secret]"
    ]


def test_the_password_of_a_managed_user_rotates() -> None:
    """Its secret has the name of the database."""
    more = altered(SHOP.design.secrets[1], secret="aws/data.yaml#Database", reader="browser", when="start")
    case = dataclasses.replace(SHOP, design=altered(SHOP.design, secrets=(*SHOP.design.secrets, more)))
    why = "expected renewed_by: or a later reading"
    assert told(secret_findings(case)) == [
        f"aws/data.yaml#Database: it rotates, and browser reads it at its start only: {why} [secret]"
    ]


def test_a_program_reads_what_its_container_is_given() -> None:
    """Of the example's own programs."""
    image = "          image: 111122223333.dkr.ecr.ap-northeast-1.amazonaws.com/orders:1.4.2\n"
    case = changed(SHOP, ORDERS, image, f"{image}          command: [python, app.py]\n")
    case = dataclasses.replace(case, files={**case.files, "app/app.py": "DATABASE_HOST"})
    what = "container orders is given Secret/shop/orders-database as DATABASE_PASSWORD"
    assert told(secret_findings(case)) == [f"Deployment/shop/orders: {what}, which app/app.py never read [secret]"]


def test_a_controller_that_is_drawn_may_be_the_reader() -> None:
    """Where no pod of the files has the role; and a name may be put together by the template."""
    data = SHOP.files[DATA].replace("ServiceAccount:shop:orders", "x").replace(":shop:orders", ":shop:reader")
    named = data.replace("Name: shop/orders", 'Name: !Sub "shop/${OidcProvider}/orders"')
    named = named.replace(
        "Resource: !Sub arn:aws:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:shop/orders-*",
        "Resource: !Ref OrdersSecret",
    )
    case = dataclasses.replace(SHOP, files={**SHOP.files, DATA: named})
    kept = reading(case, 1, secret="shop/production/orders", reader="istiod")
    lost = reading(case, 1, secret="shop/production/others", reader="istiod")
    other = reading(case, 1, secret="shop/production/orders", reader="browser")
    why = "shop/reader may read aws/data.yaml#OrdersSecret, and `secrets:` does not say that it does [secret]"
    assert [told(secret_findings(one)) for one in (kept, lost, other)] == [
        [],
        [f"aws/data.yaml#OrdersRole: {why}"],
        [f"aws/data.yaml#OrdersRole: {why}"],
    ]
