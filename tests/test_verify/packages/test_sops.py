"""Every rule of SOPS has its keys, every file its rule, and no value stands in the clear."""

from __future__ import annotations

import dataclasses

from checked import case_of

from patternloom.verify.packages.sops import fields_of, sops_problems

SHOP = case_of("shop")
AGE = f"age1{'q' * 58}"
KEY = "arn:aws:kms:eu-central-1:123456789012:alias/own"
VALUE = f"ENC[AES256_GCM,data:AAAA,iv:{'A' * 43}=,tag:{'A' * 22}==,type:str]"
RULES = f"creation_rules:\n  - {{path_regex: a\\.yaml$, age: {AGE}}}\n  - {{path_regex: b\\.yaml$, kms: {KEY}}}\n"
RIGHT = {
    "sops/rules.yaml": RULES,
    "sops/a.yaml": f"key: {VALUE}\nsops: {{mac: '{VALUE}', age: [{{recipient: {AGE}}}]}}\n",
    "aws/key.yaml": "# b.yaml is made by hand\nResources: {A: {Type: AWS::KMS::Alias, Properties: {AliasName: alias/own}}}\n",
}


def said(**changes: str) -> list[str]:
    """What is wrong with these files."""
    files = {path: changes.get(path.rpartition("/")[2].partition(".")[0], text) for path, text in RIGHT.items()}
    files |= {
        f"sops/{name}.yaml": text
        for name, text in changes.items()
        if f"sops/{name}.yaml" not in files and name != "key"
    }
    return sorted(message for _, message in sops_problems(dataclasses.replace(SHOP, files=files)))


def test_right_files_are_silent() -> None:
    """And so are those without rules."""
    assert (said(), said(rules="a: b"), said(rules="- a")) == ([], [], [])


def test_each_rule_has_a_key_and_an_end() -> None:
    """And a file, or a text that tells of it."""
    assert said(
        rules="creation_rules:\n  - {path_regex: a\\.yaml, pgp: x}\n  - {path_regex: z\\.yaml$, age: age1x}\n  - {path_regex: b\\.yaml$, kms: key}\n"
        "  - {path_regex: b\\.yaml$, kms: 'arn:aws:kms:eu-central-1:123456789012:alias/other'}\n"
    ) == [
        "'a\\\\.yaml', expected an end",
        "'age1x' is no public key of age",
        "'key' is no key of KMS",
        "a\\.yaml: no key",
        "arn:aws:kms:eu-central-1:123456789012:alias/other: no template makes this alias",
        "no text speaks of z.yaml",
        f"sops/a.yaml is for {AGE}, and its rule says None",
        "unknown field pgp",
    ]  # fmt: skip


def test_a_key_in_a_group_is_judged_too() -> None:
    """With the context that a policy has to ask for."""
    group = f"creation_rules: [{{path_regex: a\\.yaml$, age: {AGE}}}, {{path_regex: b\\.yaml$, key_groups: [{{kms: [%s]}}]}}]"
    asked = f"{RIGHT['aws/key.yaml']}# kms:EncryptionContext:Purpose\n"
    with_context = group % f"{{arn: '{KEY}', context: {{Purpose: sops}}}}"
    assert said(rules=group % f"{{arn: '{KEY}'}}") == []
    assert said(rules=with_context, key=asked) == []
    assert said(rules=with_context) == [f"{KEY}: no policy asks for Purpose of the context"]
    assert said(rules=group % "{arn: key}") == ["'key' is no key of KMS"]


def test_each_file_has_its_rule_and_nothing_in_the_clear() -> None:
    """By the rule's recipients, with the code that shows changes."""
    assert said(a="key: hunter2\nsops: {mac: x, age: [{recipient: age1z}]}\n", c="key: x\n") == [
        "sops/a.yaml is for age1z, and its rule says " + AGE,
        "sops/a.yaml: key stands there in the clear",
        "sops/a.yaml: without the code that shows changes",
        "sops/c.yaml: no rule is for it",
    ]  # fmt: skip


def test_what_is_no_yaml_has_no_fields() -> None:
    """The other checks tell it."""
    assert [fields_of(text) for text in ("a: [", "- a", "a: b")] == [{}, {}, {"a": "b"}]
