"""A package's models become the schema that they were made from, and no module of it is run."""

from __future__ import annotations

from typing import Any

import pytest

from patternloom.verify.tools.models import schema_of

MODULE = """
raise SystemExit("must not be run")
Label = TypeAliasType("Label", Annotated[str, Field(max_length=63)])

class Hours(RootModel[str]):
    root: Annotated[str, Field(pattern="^[0-9]+h$")]

class OvenSpec(BaseModel):
    class Builder(BaseModelBuilder):
        inner: str
    heat: Annotated[int, Field(ge=0, le=300)]
    bake_for: Annotated[Hours | None, Field(alias="bakeFor")] = None
    mode: Literal["Fan", "Grill"] | None = None
    trays: Annotated[list[str] | None, Field(max_length=4)] = None
    labels: dict[str, Label] | None = None
    weight: int | str | None = None
    anything: Any = None

class Open(BaseModel):
    model_config = ConfigDict(extra="allow")
    since: AwareDatetime | None = None

class Oven(Resource):
    __api__: ClassVar[dict] = {"plural": "ovens"}
    spec: OvenSpec
    status: Open | None = None
    api_version: Annotated[Literal["bakery.example/v1"], Field(alias="apiVersion")] = "bakery.example/v1"
    kind: Literal["Oven"] = "Oven"
    metadata: ObjectMeta | None = None
"""
SPEC = {
    "type": "object",
    "properties": {
        "heat": {"type": "integer", "minimum": 0, "maximum": 300},
        "bakeFor": {"$ref": "#/$defs/v1.Hours"},
        "mode": {"enum": ["Fan", "Grill"]},
        "trays": {"type": "array", "items": {"type": "string"}, "maxItems": 4},
        "labels": {"type": "object", "additionalProperties": {"type": "string", "maxLength": 63}},
        "weight": {"anyOf": [{"type": "integer"}, {"type": "string"}]},
        "anything": {},
    },
    "required": ["heat"],
    "additionalProperties": False,
}
DEFINITIONS = {
    "v1.Hours": {"type": "string", "pattern": "^[0-9]+h$"},
    "v1.OvenSpec": SPEC,
    "v1.Open": {"type": "object", "properties": {"since": {"type": "string"}}},
    "v1.Oven": {
        "type": "object",
        "properties": {
            "spec": {"$ref": "#/$defs/v1.OvenSpec"},
            "status": {"$ref": "#/$defs/v1.Open"},
            "apiVersion": {"enum": ["bakery.example/v1"]},
            "kind": {"enum": ["Oven"]},
            "metadata": {"type": "object"},
        },
        "required": ["spec"],
        "additionalProperties": False,
    },
}


def test_each_model_is_an_object_that_refuses_what_it_does_not_name() -> None:
    assert schema_of({"v1": MODULE}) == {"kinds": {"bakery.example/v1 Oven": "v1.Oven"}, "$defs": DEFINITIONS}


@pytest.mark.parametrize(
    ("annotation", "schema"),
    [
        ("Annotated[float | None, Field(gt=0.0, lt=1.0)]", {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1}),
        ("Annotated[str, Field(min_length=1)]", {"type": "string", "minLength": 1}),
        ("Annotated[dict[str, str], Field(min_length=1)]", {"type": "object", "additionalProperties": {"type": "string"}, "minProperties": 1}),
        ("Annotated[str, 'a remark']", {"type": "string"}),
        ("list[Literal['a', 'b']]", {"type": "array", "items": {"enum": ["a", "b"]}}),
        ("'Oven'", {"$ref": "#/$defs/v1.Oven"}),
        ("Unheard[str]", {}),
        ("bool", {"type": "boolean"}),
    ],
)  # fmt: skip
def test_an_annotation_becomes_what_it_says(annotation: str, schema: dict[str, Any]) -> None:
    """What is said in a way that is not known stays open."""
    text = f"class Oven(BaseModel):\n    field: {annotation}\n"
    assert schema_of({"v1": text})["$defs"]["v1.Oven"]["properties"] == {"field": schema}


def test_a_choice_of_models_is_the_value_itself() -> None:
    text = (
        "class A(BaseModel):\n    a: str\nclass B(BaseModel):\n    b: str\nclass Either(RootModel[A | B]):\n    pass\n"
    )
    choice = {"anyOf": [{"$ref": "#/$defs/v1.A"}, {"$ref": "#/$defs/v1.B"}]}
    assert schema_of({"v1": text})["$defs"]["v1.Either"] == choice
